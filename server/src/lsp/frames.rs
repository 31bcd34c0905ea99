//! Cuts the bytes of the input into the bodies of messages.
//!
//! What a body says is no concern of this file, and nothing here can fail on one: a body that is too
//! long is passed over, and the messages behind it are read as usual.

use super::platform::Input;

/// The longest body taken, in bytes. A text of 10 MB with every character escaped fits.
pub const MAX_BODY: usize = 64 << 20;
/// A body longer than this, in bytes, is not even passed over: its length cannot be meant.
const MAX_PASSED_OVER: usize = 1 << 30;
/// Header lines that go on for longer than this, in bytes, are no header lines.
const MAX_HEADER: usize = 8 << 10;
/// The buffer is given back to the system when a message has made it longer than this, in bytes.
const KEPT_BUFFER: usize = 1 << 20;

/// What stands next in the input.
#[derive(Debug, PartialEq)]
pub enum Frame<'a> {
    /// The body of a message.
    Body(&'a [u8]),
    /// A body longer than `MAX_BODY`, which was passed over.
    TooLong,
    /// The input is no stream of messages: nothing after this can be read.
    Broken,
    /// The end of the input, or an error of the system, which is the same to us.
    End,
}

/// Reads frames from an input.
pub struct Frames {
    input: Box<dyn Input>,
    buffer: Vec<u8>,
    /// Bytes of `buffer` that have been read.
    used: usize,
}

enum Header {
    /// The length of the body in bytes.
    Length(usize),
    Incomplete,
    Broken,
}

impl Frames {
    /// Nothing is read before `next`.
    pub fn new(input: Box<dyn Input>) -> Self {
        Self { input, buffer: Vec::new(), used: 0 }
    }

    /// The next frame. `idle` is called whenever the input has nothing more to give at once,
    /// that is, when everything that has arrived was handed out.
    pub fn next(&mut self, mut idle: impl FnMut()) -> Frame<'_> {
        let length = loop {
            match self.header() {
                Header::Length(length) => break length,
                Header::Broken => return Frame::Broken,
                Header::Incomplete if !self.read_more(&mut idle) => return Frame::End,
                Header::Incomplete => {}
            }
        };
        match length {
            length if length <= MAX_BODY => self.body(length, idle),
            length if length <= MAX_PASSED_OVER => self.pass_over(length, idle),
            _ => Frame::Broken,
        }
    }

    /// Reads header lines up to the blank one. Blank lines before them are passed over, names are
    /// matched in any case, a line may end with `\n` alone, and other headers are ignored.
    fn header(&mut self) -> Header {
        let unread = self.buffer.get(self.used..).unwrap_or_default();
        let (mut length, mut read) = (None, 0);
        for line in unread.split_inclusive(|byte| *byte == b'\n') {
            if !line.ends_with(b"\n") {
                break;
            }
            read += line.len();
            let line = line.trim_ascii();
            if let Some(length) = length.filter(|_| line.is_empty()) {
                self.used += read;
                return Header::Length(length);
            }
            let Some((name, value)) = std::str::from_utf8(line).ok().and_then(|line| line.split_once(':'))
            else {
                if line.is_empty() {
                    continue;
                }
                return Header::Broken;
            };
            if name.trim().eq_ignore_ascii_case("content-length") {
                match value.trim().parse() {
                    Ok(value) => length = Some(value),
                    Err(_) => return Header::Broken,
                }
            }
        }
        if unread.len() > MAX_HEADER { Header::Broken } else { Header::Incomplete }
    }

    fn body(&mut self, length: usize, mut idle: impl FnMut()) -> Frame<'_> {
        while self.buffer.len() - self.used < length {
            self.buffer.reserve(length.saturating_sub(self.buffer.len()));
            if !self.read_more(&mut idle) {
                return Frame::End;
            }
        }
        let start = self.used;
        self.used += length;
        Frame::Body(self.buffer.get(start..self.used).unwrap_or_default())
    }

    fn pass_over(&mut self, length: usize, mut idle: impl FnMut()) -> Frame<'_> {
        let mut left = length;
        loop {
            let here = left.min(self.buffer.len() - self.used);
            self.used += here;
            left -= here;
            if left == 0 {
                return Frame::TooLong;
            }
            if !self.read_more(&mut idle) {
                return Frame::End;
            }
        }
    }

    /// `false` at the end of the input.
    fn read_more(&mut self, idle: &mut impl FnMut()) -> bool {
        self.buffer.drain(..self.used);
        self.used = 0;
        if self.buffer.is_empty() {
            self.buffer.shrink_to(KEPT_BUFFER);
        }
        if self.input.is_idle() {
            idle();
        }
        self.input.read_more(&mut self.buffer).is_ok_and(|length| length > 0)
    }
}
