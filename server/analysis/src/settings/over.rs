//! Settings of a folder laid over those of a person.
//!
//! Which of the two files is the upper one is for the shells to say.

use super::{FailOn, Settings};

impl Settings {
    /// These settings where they say something, else those `below`. Lists and tables are joined by id or key.
    #[must_use]
    pub fn over(self, below: Settings) -> Settings {
        let mut priorities = self.priorities;
        let ids: Vec<String> = priorities.iter().map(|priority| priority.id.clone()).collect();
        priorities.extend(below.priorities.into_iter().filter(|priority| !ids.contains(&priority.id)));
        let mut globs = below.globs;
        globs.extend(self.globs);
        let mut severities = below.severities;
        severities.extend(self.severities);
        let mut glossary = below.glossary;
        glossary.extend(self.glossary);
        Settings {
            default_schema: self.default_schema.or(below.default_schema),
            globs,
            division: self.division.or(below.division),
            boards: self.boards.or(below.boards),
            severities,
            fail_on: if self.fail_on == FailOn::default() { below.fail_on } else { self.fail_on },
            date_style: self.date_style.or(below.date_style),
            glossary,
            priorities,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Level, read};

    #[test]
    fn the_upper_settings_win_and_tables_are_joined() {
        let settings = |text: &str| read(text, &["empty-section", "missing-section"]).settings;
        let upper = settings("default-schema = \"lcspr\"\n[severities]\nempty-section = \"off\"\n");
        let lower = settings(
            "default-schema = \"scr\"\ndivision = \"scotland\"\n[severities]\nempty-section = \"error\"\nmissing-section = \"hint\"\n",
        );
        let both = upper.over(lower.clone());
        assert_eq!(both.default_schema.as_deref(), Some("lcspr"));
        assert_eq!(both.division, lower.division);
        assert_eq!(both.severities.get("empty-section"), Some(&Level::Off));
        assert_eq!(both.severities.get("missing-section"), Some(&Level::Hint));
    }
}
