//! A telephone number that a phone can call.

/// Words that stand before a telephone number.
const BEFORE: &[&str] = &["tel", "telephone", "telefon", "phone", "mobile", "call"];
/// What may stand among its digits.
const AMONG: &[char] = &[' ', '-', '.', '\u{a0}', '\u{202f}', '\u{2011}'];
/// So many digits make a number that somebody is reached by, the longest that exists included: fewer may
/// be an emergency number, which is none to ask questions.
const DIGITS: std::ops::RangeInclusive<usize> = 5..=15;

/// The address by which a phone calls this: nothing where it is more than a telephone number, or where it
/// is unsure which.
pub(super) fn link(contact: &str) -> Option<String> {
    let contact = contact.trim();
    let word: String = contact.chars().take_while(char::is_ascii_alphabetic).collect();
    let is_named = BEFORE.iter().any(|named| word.eq_ignore_ascii_case(named));
    let behind = contact.strip_prefix(&word)?.trim_start_matches(['.', ':']);
    let number = if is_named || word.is_empty() { behind.trim_start() } else { return None };
    let (plus, number) = number.strip_prefix('+').map_or(("", number), |rest| ("+", rest));
    // An area code is often put in brackets; a zero that is left out from abroad is, too.
    let is_open = |number: &str| number.contains('(') && (plus == "+" || number.contains("(0)"));
    let is_among = |letter: char| AMONG.contains(&letter) || ['(', ')'].contains(&letter);
    let is_plain = number.chars().all(|letter| letter.is_ascii_digit() || is_among(letter));
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_one = is_plain && !is_open(number) && DIGITS.contains(&digits.len());
    is_one.then(|| format!("tel:{plus}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn a_number_and_nothing_else_is_called() {
        for (contact, to) in [
            ("Tel. 555 0100", "tel:5550100"),
            ("tel: +49 30 5550-100", "tel:+49305550100"),
            ("(030) 555.01.00", "tel:0305550100"),
            (" +1 555\u{a0}0100 ", "tel:+15550100"),
            ("Phone 555-0100", "tel:5550100"),
        ] {
            assert_eq!(link(contact).as_deref(), Some(to), "{contact}");
        }
    }

    #[test]
    fn what_is_more_or_unsure_is_only_read() {
        for contact in [
            "",
            "Tel.",
            "112",
            "Tel. 911",
            "Fax 555 0100",
            "555 0100 or 555 0101",
            "555 0100, 555 0101",
            "555 0100/1",
            "+49 (0)30 5550100",
            "(0)30 5550100",
            "555 0100 ext. 12",
            "555 0100#12",
            "*100#55501",
            "12345678901234567",
            "a.b@example.org",
            "https://example.org/5550100",
            "tel:5550100;ext=1",
            "javascript:5550100",
            "Dr. Lee, 555 0100",
            "٥٥٥٠١٠٠",
            "5550100\" onclick=\"",
        ] {
            assert_eq!(link(contact), None, "{contact}");
        }
    }
}
