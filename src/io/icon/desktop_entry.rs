//! A menu entry, as the desktops of Linux read it.

/// What a menu shows, and what it starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct MenuEntry<'e> {
    pub(super) name: &'e str,
    pub(super) comment: &'e str,
    /// The program and its arguments.
    pub(super) command: &'e [String],
    pub(super) icon: &'e str,
}

/// By this key an entry is known for one of ours.
pub(super) const OURS: &str = "X-Stenosis-Routine=1";

impl MenuEntry<'_> {
    /// The text of its file.
    pub(super) fn text(&self) -> String {
        let command: Vec<String> = self.command.iter().map(|word| quoted(word)).collect();
        format!(
            "[Desktop Entry]\nType=Application\nName={}\nComment={}\nExec={}\nIcon={}\n\
             Terminal=false\nCategories=Utility;\n{OURS}\n",
            escaped(self.name),
            escaped(self.comment),
            escaped(&command.join(" ")),
            escaped(self.icon),
        )
    }
}

/// A word of a command line, by the rules of the specification.
fn quoted(word: &str) -> String {
    let inner = word.chars().fold(String::new(), |mut inner, c| {
        match c {
            '"' | '`' | '$' | '\\' => inner.extend(['\\', c]),
            '%' => inner.push_str("%%"),
            c => inner.push(c),
        }
        inner
    });
    format!("\"{inner}\"")
}

/// A value, which has one line; in a command this stands on top of the quotes.
fn escaped(value: &str) -> String {
    value.replace('\\', r"\\").replace('\n', r"\n").replace('\r', r"\r").replace('\t', r"\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words_whatever_is_in_them() {
        let command = ["/home/a b/50% $x", "start", r#"a"\`"#].map(String::from);
        let entry = MenuEntry { name: "A\nB", comment: "c", command: &command, icon: "i" };
        let text = entry.text();
        let exec = r#"Exec="/home/a b/50%% \\$x" "start" "a\\"\\\\\\`""#;
        assert!(text.lines().any(|line| line == exec), "{text}");
        assert!(text.lines().any(|line| line == r"Name=A\nB"), "{text}");
    }
}
