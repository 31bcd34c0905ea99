//! Everything that differs between operating systems: how to see whether input waits, and who has gone.
//!
//! No unsafe code. Where a system offers no safe way to see that the editor has died, the end of our
//! input stands in for it: an editor that dies closes the pipe it wrote to.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread;

/// Bytes asked of the system at once: the size of a pipe on Linux.
const CHUNK: usize = 64 << 10;

/// Bytes as they arrive, with a way to ask whether more are waiting.
pub trait Input: Send {
    /// Appends what has arrived to `buffer`, waiting for it if need be. `0` is the end of the input.
    ///
    /// # Errors
    /// Those of the system's read; the input is of no further use then.
    fn read_more(&mut self, buffer: &mut Vec<u8>) -> io::Result<usize>;

    /// Whether `read_more` would have to wait.
    fn is_idle(&mut self) -> bool;
}

/// An input for any system: a thread reads, and idle means that its channel is empty.
pub struct ThreadedInput {
    chunks: Receiver<io::Result<Vec<u8>>>,
    /// A chunk taken out of the channel to see whether there was one.
    next: Option<io::Result<Vec<u8>>>,
}

impl ThreadedInput {
    /// Starts the thread. At most 1 MiB waits in the channel; behind that the writer has to wait.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn start(mut source: impl Read + Send + 'static) -> io::Result<Self> {
        let (sender, chunks) = sync_channel(16);
        thread::Builder::new().name("stdin".into()).spawn(move || {
            loop {
                let mut chunk = vec![0; CHUNK];
                let read = match source.read(&mut chunk) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Ok(length) => {
                        chunk.truncate(length);
                        Ok(chunk)
                    }
                    Err(error) => Err(error),
                };
                let is_last = read.as_ref().map_or(true, Vec::is_empty);
                if sender.send(read).is_err() || is_last {
                    return;
                }
            }
        })?;
        Ok(Self { chunks, next: None })
    }
}

impl Input for ThreadedInput {
    fn read_more(&mut self, buffer: &mut Vec<u8>) -> io::Result<usize> {
        let chunk = match self.next.take() {
            Some(chunk) => chunk,
            None => self.chunks.recv().unwrap_or_else(|_| Ok(Vec::new())),
        }?;
        buffer.extend_from_slice(&chunk);
        Ok(chunk.len())
    }

    fn is_idle(&mut self) -> bool {
        if self.next.is_some() {
            return false;
        }
        match self.chunks.try_recv() {
            Ok(chunk) => self.next = Some(chunk),
            Err(TryRecvError::Empty) => return true,
            Err(TryRecvError::Disconnected) => {}
        }
        false
    }
}

/// An output that never has room: all of it is written by whoever waits.
pub struct NeverReady;

impl Write for NeverReady {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::WouldBlock.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub use system::{stdin, stdout, stdout_at_once, watch_output, watch_process};

#[cfg(unix)]
mod system {
    use std::fs::File;
    use std::os::fd::{AsFd, BorrowedFd};
    use std::time::Duration;

    use rustix::buffer::spare_capacity;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::{Errno, read, retry_on_intr};
    use rustix::process::{Pid, getppid, test_kill_process};

    use super::{CHUNK, Input, Write, io, thread};

    /// What a pipe that is ready for writing takes without waiting, in bytes (POSIX, `limits.h`).
    const PIPE_BUF: usize = if cfg!(target_os = "linux") { 4096 } else { 512 };

    /// Standard input, read by the thread that asks: no other thread has to wake for a message.
    struct PolledInput;

    impl Input for PolledInput {
        fn read_more(&mut self, buffer: &mut Vec<u8>) -> io::Result<usize> {
            buffer.reserve(CHUNK);
            Ok(retry_on_intr(|| read(rustix::stdio::stdin(), spare_capacity(buffer)))?)
        }

        fn is_idle(&mut self) -> bool {
            let now = Timespec { tv_sec: 0, tv_nsec: 0 };
            poll(&mut [PollFd::new(&rustix::stdio::stdin(), PollFlags::IN)], Some(&now)) == Ok(0)
        }
    }

    /// The standard input.
    ///
    /// # Errors
    /// None on this system.
    pub fn stdin() -> io::Result<Box<dyn Input>> {
        Ok(Box::new(PolledInput))
    }

    /// The standard output without std's line buffer, which would write each message in two parts.
    ///
    /// # Errors
    /// When the system has no room for one more file descriptor.
    pub fn stdout() -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(File::from(io::stdout().as_fd().try_clone_to_owned()?)))
    }

    /// The standard output, as far as it takes bytes without waiting.
    struct ReadyOutput(File);

    impl Write for ReadyOutput {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let now = Timespec { tv_sec: 0, tv_nsec: 0 };
            let mut polled = [PollFd::new(&self.0, PollFlags::OUT)];
            let is_ready = poll(&mut polled, Some(&now)) == Ok(1)
                && polled.iter().all(|file| file.revents() == PollFlags::OUT);
            if !is_ready {
                return Err(io::ErrorKind::WouldBlock.into());
            }
            // An output that is ready takes this much in one piece.
            self.0.write(bytes.get(..PIPE_BUF).unwrap_or(bytes))
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The standard output, written as far as it takes bytes without waiting: `WouldBlock` says that it takes none.
    ///
    /// # Errors
    /// When the system has no room for one more file descriptor.
    pub fn stdout_at_once() -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(ReadyOutput(File::from(io::stdout().as_fd().try_clone_to_owned()?))))
    }

    /// Calls `leave` once nobody can read the standard output any more, also while we write nothing.
    pub fn watch_output(leave: impl FnOnce() + Send + 'static) {
        watch("stdout watch", move || wait_for(rustix::stdio::stdout(), PollFlags::empty()), leave);
    }

    /// Calls `leave` when the process ends, also if it stays behind as a zombie.
    /// A process that cannot be seen (an editor in another container) is not watched.
    pub fn watch_process(id: u32, leave: impl FnOnce() + Send + 'static) {
        let Some(pid) = i32::try_from(id).ok().and_then(Pid::from_raw) else { return };
        #[cfg(target_os = "linux")]
        match rustix::process::pidfd_open(pid, rustix::process::PidfdFlags::empty()) {
            Ok(process) => {
                return watch("editor watch", move || wait_for(process.as_fd(), PollFlags::IN), leave);
            }
            Err(Errno::SRCH) => return,
            // An old kernel, or a sandbox that forbids it: ask now and then, as on other systems.
            Err(_) => {}
        }
        if is_gone(pid) {
            return;
        }
        let was_parent = getppid() == Some(pid);
        let wait = move || {
            while !is_gone(pid) && (!was_parent || getppid() == Some(pid)) {
                thread::park_timeout(Duration::from_millis(400));
            }
            true
        };
        watch("editor watch", wait, leave);
    }

    fn is_gone(pid: Pid) -> bool {
        test_kill_process(pid) == Err(Errno::SRCH)
    }

    fn watch(
        name: &str,
        wait: impl FnOnce() -> bool + Send + 'static,
        leave: impl FnOnce() + Send + 'static,
    ) {
        let body = move || {
            if wait() {
                leave();
            }
        };
        // Without a thread nothing is watched; the end of the input still ends the process.
        let _ = thread::Builder::new().name(name.into()).spawn(body);
    }

    /// Waits for `events`, an error or a hang-up. `false` if there is nothing to wait for.
    fn wait_for(file: BorrowedFd<'_>, events: PollFlags) -> bool {
        loop {
            let mut polled = [PollFd::new(&file, events)];
            match poll(&mut polled, None) {
                Ok(_) => {
                    let seen = polled.iter().fold(PollFlags::empty(), |seen, file| seen | file.revents());
                    if !seen.is_empty() {
                        return !seen.contains(PollFlags::NVAL);
                    }
                }
                Err(Errno::INTR) => {}
                Err(_) => return false,
            }
        }
    }
}

#[cfg(not(unix))]
mod system {
    use super::{Input, NeverReady, ThreadedInput, Write, io};

    /// The standard input.
    ///
    /// # Errors
    /// When the system refuses a thread.
    pub fn stdin() -> io::Result<Box<dyn Input>> {
        Ok(Box::new(ThreadedInput::start(io::stdin())?))
    }

    /// The standard output without std's line buffer, which would write each message in two parts.
    ///
    /// # Errors
    /// When the system has no room for one more handle.
    #[cfg(windows)]
    pub fn stdout() -> io::Result<Box<dyn Write + Send>> {
        use std::os::windows::io::AsHandle;
        Ok(Box::new(std::fs::File::from(io::stdout().as_handle().try_clone_to_owned()?)))
    }

    /// The standard output.
    ///
    /// # Errors
    /// None on this system.
    #[cfg(not(windows))]
    pub fn stdout() -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(io::stdout()))
    }

    /// There is no way to see whether the standard output is ready, so it is never written here.
    ///
    /// # Errors
    /// None on this system.
    pub fn stdout_at_once() -> io::Result<Box<dyn Write + Send>> {
        Ok(Box::new(NeverReady))
    }

    /// A reader that has gone is noticed at the next write.
    pub fn watch_output(_leave: impl FnOnce() + Send + 'static) {}

    /// The end of the input stands in for the death of the editor.
    pub fn watch_process(_id: u32, _leave: impl FnOnce() + Send + 'static) {}
}
