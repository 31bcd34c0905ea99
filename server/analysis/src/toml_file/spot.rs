//! What stands at one place of a TOML text that is being typed: the head of a table, a key or a value, and in which table.
//!
//! The text need not be TOML yet, so no parser is asked. Nothing is known here of what keys mean.

use text_size::{TextRange, TextSize};

use super::token::{Token, TokenKind, tokens};

/// What stands at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The keys that lead from the file to the table around it: `["field", "choices"]`.
    pub path: Vec<String>,
    pub role: Role,
    /// What is typed there, without quotes; empty, at the place itself, where nothing is.
    pub at: TextRange,
    /// The other keys of the same table, each with its value if that is a text.
    pub beside: Vec<(String, String)>,
}

/// What is or would be typed at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// The name of a table in its head, `[marker]` or `[[section]]`, brackets and all.
    Head { whole: TextRange },
    /// A key.
    Key {
        /// True where `=` stands behind it.
        has_value: bool,
        /// True where a head could stand as well.
        begins_line: bool,
    },
    /// A value of a key, or one of a list of values.
    Value {
        key: String,
        /// True between quotes.
        quoted: bool,
    },
}

/// What stands at byte `at` of `text`; nothing in a comment and behind a whole value.
pub(crate) fn spot(text: &str, at: TextSize) -> Option<Spot> {
    let at = usize::from(at).min(text.len());
    let tokens = tokens(text);
    let mut walk = Walk::new(text);
    let mut found = None;
    for (index, token) in tokens.iter().enumerate() {
        if found.is_none() && token.kind == TokenKind::Comment && token.start < at && at <= token.end {
            return None;
        }
        if found.is_none() && (token.is_touched(at) || token.start >= at) {
            let touched = token.is_touched(at).then_some(token);
            found = Some(walk.found(touched, at, tokens.get(index..).unwrap_or_default()));
        }
        walk.step(token, tokens.get(index + 1..).unwrap_or_default());
    }
    let found = found.unwrap_or_else(|| walk.found(None, at, &[]))?;
    let beside =
        walk.entries.into_iter().filter(|entry| entry.group == found.group && entry.at != found.spot.at);
    Some(Spot { beside: beside.map(|entry| (entry.key, entry.value)).collect(), ..found.spot })
}

struct Found {
    spot: Spot,
    group: usize,
}

/// A key that was passed.
struct Entry {
    /// Which table it is in; each has a number.
    group: usize,
    key: String,
    at: TextRange,
    value: String,
}

/// What is open around a place.
enum Frame {
    /// `[` behind this key.
    List(String),
    /// `{` behind this key; the number is that of the table around it.
    Table(String, usize),
}

/// Where a statement has got to.
enum Stage {
    /// Nothing, or a key without `=`.
    Key(Option<TextRange>),
    /// Behind `=`.
    Value(String),
    /// Behind a value.
    Done,
    /// Behind the first `[` of a head; the names so far.
    Head(usize, Vec<String>),
}

struct Walk<'t> {
    text: &'t str,
    header: Vec<String>,
    frames: Vec<Frame>,
    stage: Stage,
    group: usize,
    groups: usize,
    entries: Vec<Entry>,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str) -> Self {
        Walk {
            text,
            header: Vec::new(),
            frames: Vec::new(),
            stage: Stage::Key(None),
            group: 0,
            groups: 0,
            entries: Vec::new(),
        }
    }

    fn text(&self, at: TextRange) -> &'t str {
        self.text.get(std::ops::Range::<usize>::from(at)).unwrap_or_default()
    }

    /// What stands at `at`, where `touched` is; `rest` begins with it or with what follows.
    fn found(&self, touched: Option<&Token>, at: usize, rest: &[Token]) -> Option<Found> {
        let touched = touched.filter(|token| token.is_text());
        let range = touched.map_or(TextRange::empty((at as u32).into()), Token::inner);
        let role = match &self.stage {
            Stage::Head(start, _) => {
                let after = rest.iter().skip(usize::from(touched.is_some()));
                let closing = after.take_while(|token| token.kind == TokenKind::Mark(b']')).last();
                let end = closing.map_or(range.end(), |token| (token.end as u32).into());
                Role::Head { whole: TextRange::new((*start as u32).into(), end.max(range.end())) }
            }
            _ if matches!(self.frames.last(), Some(Frame::List(_))) => {
                let Some(Frame::List(key)) = self.frames.last() else { return None };
                Role::Value { key: key.clone(), quoted: touched.is_some_and(Token::is_quoted) }
            }
            Stage::Value(key) => {
                Role::Value { key: key.clone(), quoted: touched.is_some_and(Token::is_quoted) }
            }
            Stage::Key(None) => {
                let after = rest.get(usize::from(touched.is_some()));
                Role::Key {
                    has_value: after.is_some_and(|token| token.kind == TokenKind::Mark(b'=')),
                    begins_line: self.frames.is_empty(),
                }
            }
            Stage::Key(Some(_)) | Stage::Done => return None,
        };
        let mut path = self.header.clone();
        for frame in &self.frames {
            if let Frame::Table(key, _) = frame {
                path.push(key.clone());
            }
        }
        Some(Found { spot: Spot { path, role, at: range, beside: Vec::new() }, group: self.group })
    }

    fn step(&mut self, token: &Token, rest: &[Token]) {
        match token.kind {
            TokenKind::Comment => {}
            TokenKind::Newline => self.end_of_line(rest),
            TokenKind::Word | TokenKind::Quoted { .. } => self.word(token),
            TokenKind::Mark(mark) => self.mark(mark, token),
        }
    }

    /// A list or table may go on below, unless the next line can only be the beginning of something else.
    fn end_of_line(&mut self, rest: &[Token]) {
        let is_head = matches!(rest.first(), Some(token) if token.kind == TokenKind::Mark(b'['))
            && is_head(rest, self.text);
        let is_entry = matches!(self.frames.last(), Some(Frame::List(_)))
            && matches!(rest, [key, equals, ..] if key.kind == TokenKind::Word && equals.kind == TokenKind::Mark(b'='));
        if !self.frames.is_empty() && !is_head && !is_entry {
            return;
        }
        while let Some(frame) = self.frames.pop() {
            if let Frame::Table(_, around) = frame {
                self.group = around;
            }
        }
        self.stage = Stage::Key(None);
    }

    fn word(&mut self, token: &Token) {
        if let Stage::Head(_, names) = &mut self.stage {
            let name = self.text.get(std::ops::Range::<usize>::from(token.inner())).unwrap_or_default();
            match token.kind {
                TokenKind::Word => names.extend(name.split('.').map(str::to_owned)),
                _ => names.push(name.to_owned()),
            }
            return;
        }
        match (&self.stage, self.frames.last()) {
            (_, Some(Frame::List(_))) => {}
            (Stage::Value(_), _) => {
                if token.is_quoted()
                    && let Some(entry) = self.entries.last_mut()
                {
                    let value = self.text.get(std::ops::Range::<usize>::from(token.inner()));
                    value.unwrap_or_default().clone_into(&mut entry.value);
                }
                self.stage = Stage::Done;
            }
            (Stage::Key(_), _) => self.stage = Stage::Key(Some(token.inner())),
            _ => {}
        }
    }

    fn mark(&mut self, mark: u8, token: &Token) {
        let in_list = match self.frames.last() {
            Some(Frame::List(key)) => Some(key.clone()),
            _ => None,
        };
        match (mark, &mut self.stage) {
            (b'[', Stage::Key(None)) if self.frames.is_empty() => {
                self.stage = Stage::Head(token.start, Vec::new());
            }
            (b']', Stage::Head(_, names)) => {
                if !names.is_empty() {
                    self.header = std::mem::take(names);
                    self.groups += 1;
                    self.group = self.groups;
                }
                self.stage = Stage::Done;
            }
            (b'=', Stage::Key(Some(at))) => {
                let at = *at;
                // Of a dotted key the last part counts: the tables before it are not written so in files of ours.
                let key = self.text(at).rsplit('.').next().unwrap_or_default().to_owned();
                self.entries.push(Entry { group: self.group, key: key.clone(), at, value: String::new() });
                self.stage = Stage::Value(key);
            }
            (b'[', stage) => {
                let key = match (in_list, stage) {
                    (Some(key), _) => key,
                    (None, Stage::Value(key)) => std::mem::take(key),
                    _ => return,
                };
                self.frames.push(Frame::List(key));
            }
            (b'{', stage) => {
                let key = match (in_list, stage) {
                    (Some(key), _) => key,
                    (None, Stage::Value(key)) => std::mem::take(key),
                    _ => return,
                };
                self.frames.push(Frame::Table(key, self.group));
                self.groups += 1;
                self.group = self.groups;
                self.stage = Stage::Key(None);
            }
            (b']', _) if in_list.is_some() => {
                self.frames.pop();
                self.stage = Stage::Done;
            }
            (b'}', _) => {
                if let Some(Frame::Table(_, around)) = self.frames.last() {
                    self.group = *around;
                    self.frames.pop();
                    self.stage = Stage::Done;
                }
            }
            (b',', _) if in_list.is_none() && !self.frames.is_empty() => self.stage = Stage::Key(None),
            _ => {}
        }
    }
}

/// True where a line of `tokens` is the head of a table and cannot be part of a list: its name is bare.
fn is_head(tokens: &[Token], text: &str) -> bool {
    let line: Vec<&Token> = tokens
        .iter()
        .take_while(|token| token.kind != TokenKind::Newline)
        .filter(|token| token.kind != TokenKind::Comment)
        .collect();
    let name = match line.as_slice() {
        [open, name, close] if open.kind == TokenKind::Mark(b'[') && close.kind == TokenKind::Mark(b']') => {
            name
        }
        [_, open, name, close, last]
            if open.kind == TokenKind::Mark(b'[')
                && close.kind == TokenKind::Mark(b']')
                && last.kind == TokenKind::Mark(b']') =>
        {
            name
        }
        _ => return false,
    };
    let word = text.get(name.start..name.end).unwrap_or_default();
    name.kind == TokenKind::Word
        && word.starts_with(|first: char| first.is_ascii_lowercase())
        && word != "true"
        && word != "false"
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The spot at `|` in a text, in one line: the path, the role, what is typed and the keys beside it.
    fn at(marked: &str) -> String {
        let offset = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let Some(spot) = spot(&text, (offset as u32).into()) else { return "nothing".into() };
        let typed = &text[std::ops::Range::<usize>::from(spot.at)];
        let role = match &spot.role {
            Role::Head { whole } => format!("head {}", &text[std::ops::Range::<usize>::from(*whole)]),
            Role::Key { has_value, begins_line } => {
                let valued = if *has_value { " with value" } else { "" };
                format!("key{valued}{}", if *begins_line { "" } else { " inside" })
            }
            Role::Value { key, quoted } => {
                format!("value of {key}{}", if *quoted { " in quotes" } else { "" })
            }
        };
        let beside: Vec<String> = spot.beside.iter().map(|(key, value)| format!("{key}={value}")).collect();
        format!("{}: {role} <{typed}> beside {}", spot.path.join("."), beside.join(" "))
    }

    #[test]
    fn keys_know_their_table_and_what_else_is_in_it() {
        assert_eq!(at("ti|\n"), ": key <ti> beside ");
        assert_eq!(at("id = \"a\"\n|\n[[section]]\nid = \"b\"\n"), ": key <> beside id=a");
        assert_eq!(
            at("[[section]]\nid = \"a\"\n\n[[section]]\nid = \"b\"\nhea|\naliases = [\"c\"]\n"),
            "section: key <hea> beside id=b aliases="
        );
        assert_eq!(at("[[section]]\nalia|ses = []\n"), "section: key with value <aliases> beside ");
        assert_eq!(at("[[section]]\n\"alia|ses\" = []\n"), "section: key with value <aliases> beside ");
    }

    #[test]
    fn values_know_their_key() {
        assert_eq!(at("extends = |"), ": value of extends <> beside extends=");
        assert_eq!(at("extends = \"s|cr\"\n"), ": value of extends in quotes <scr> beside extends=scr");
        assert_eq!(
            at("extends = \"s|\nid = \"a\""),
            ": value of extends in quotes <s> beside extends=s id=a"
        );
        assert_eq!(at("extends = sc|"), ": value of extends <sc> beside extends=");
        assert_eq!(
            at("[[field]]\nhome = [\"a\", \"b|\"]"),
            "field: value of home in quotes <b> beside home="
        );
        assert_eq!(at("[[field]]\nhome = [\n  \"a\",\n  |\n]"), "field: value of home <> beside home=");
        assert_eq!(at("id = \"a\" |"), "nothing");
        assert_eq!(at("# id = |"), "nothing");
        assert_eq!(
            at("id = '''\n[[section]]\n|'''"),
            ": value of id in quotes <\n[[section]]\n> beside id=\n[[section]]\n"
        );
    }

    #[test]
    fn tables_within_a_line_are_tables() {
        assert_eq!(at("[[timescale]]\nlimit = { | }"), "timescale.limit: key inside <> beside ");
        assert_eq!(
            at("[[timescale]]\nlimit = { we| = 2 }\n"),
            "timescale.limit: key with value inside <we> beside "
        );
        assert_eq!(
            at("[[field]]\nchoices = [{ value = \"A\" }, { value = \"B\", al| }]\nid = \"x\""),
            "field.choices: key inside <al> beside value=B"
        );
        assert_eq!(
            at("[[section]]\nrequired-when = { all = [{ field = \"f\", is = \"|\" }] }"),
            "section.required-when.all: value of is in quotes <> beside field=f is="
        );
    }

    #[test]
    fn heads_know_their_brackets() {
        assert_eq!(at("[[se|\n"), ": head [[se <se> beside ");
        assert_eq!(at("id = \"a\"\n[|]\n"), ": head [] <> beside id=a");
        assert_eq!(at("[[section|]]\nid = \"a\"\n"), ": head [[section]] <section> beside ");
    }

    #[test]
    fn what_is_not_closed_ends_where_something_else_begins() {
        assert_eq!(at("home = [\"a\", \n[[section]]\ni|"), "section: key <i> beside ");
        assert_eq!(at("home = [\"a\", \nid = \"|\""), ": value of id in quotes <> beside home= id=");
        assert_eq!(at("limit = { weeks = \n[[section]]\ni|"), "section: key <i> beside ");
    }
}
