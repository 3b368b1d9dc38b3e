//! Base64 as keys and signatures are written in it: whole, with its padding, and in one way only.

/// The sixty-four letters.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as text.
pub(super) fn written(bytes: &[u8]) -> String {
    let group = |three: &[u8]| {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        let letter = move |at: usize| match at <= three.len() {
            true => {
                LETTERS.get((bits >> (18 - 6 * at) & 63) as usize).copied().map_or('=', char::from)
            }
            false => '=',
        };
        (0..4).map(letter).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

/// The bytes of a text; nothing where it is not exactly what [`written`] makes of `N` bytes.
pub(super) fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    let value = |letter: u8| LETTERS.iter().position(|known| *known == letter);
    let mut bytes = Vec::with_capacity(N);
    let (mut bits, mut count) = (0_usize, 0);
    for letter in text.trim_end_matches('=').bytes().take(2 * N + 4) {
        (bits, count) = (bits << 6 | value(letter)?, count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count).ok()?);
            bits &= (1 << count) - 1;
        }
    }
    let bytes = <[u8; N]>::try_from(bytes).ok()?;
    (written(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_as_others_write_them() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(written(bytes.as_bytes()), text);
        }
        assert_eq!(written(&[0xff; 3]), "////");
        assert_eq!(written(&[0xfb, 0xe0]), "++A=");
    }

    #[test]
    fn only_what_was_written_so_is_read() {
        let all: [u8; 256] = std::array::from_fn(|at| u8::try_from(at).unwrap());
        assert_eq!(read::<256>(&written(&all)), Some(all));
        assert_eq!(read(&written(&all[..64])), <[u8; 64]>::try_from(&all[..64]).ok());
        assert_eq!(read::<1>("Zg=="), Some(*b"f"));
        for other in ["Zh==", "Zg=", "Zg", "Zg===", " Zg==", "Z\u{e9}==", "Zg==Zg==", "Zm8=", ""] {
            assert_eq!(read::<1>(other), None, "{other}");
        }
    }
}
