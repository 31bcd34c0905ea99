//! Work on many things on all cores, with the answers in the order of the things.
//!
//! No thread outlives the call, and nothing of what is worked on is known here.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Answers that may wait for an earlier one; beyond that the workers wait.
const WAITING: usize = 256;

/// Calls `work` for each thing, on as many threads as there are cores, and `take` with each answer in order.
///
/// # Errors
/// The first error of `take`, after which no more is begun.
pub fn in_order<I: Sync, T: Send, E>(
    things: &[I],
    work: impl Fn(&I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(things.len());
    if cores < 2 {
        return things.iter().try_for_each(|thing| take(work(thing)));
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    thread::scope(|scope| {
        for _ in 0..cores {
            let sender = sender.clone();
            let (next, work) = (&next, &work);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(thing) = things.get(index) else { break };
                    if sender.send((index, work(thing))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut wanted = 0;
        // The receiver is dropped on the way out, so that workers stop when `take` has failed.
        for (index, answer) in receiver {
            waiting.insert(index, answer);
            while let Some(answer) = waiting.remove(&wanted) {
                take(answer)?;
                wanted += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_things() {
        let things: Vec<u32> = (0..2_000).collect();
        let mut answers = Vec::new();
        let taken: Result<(), ()> = in_order(
            &things,
            |thing| thing * 2,
            |answer| {
                answers.push(answer);
                Ok(())
            },
        );
        assert_eq!(taken, Ok(()));
        assert!(answers.iter().copied().eq((0..2_000).map(|thing| thing * 2)));
    }

    #[test]
    fn an_error_ends_it() {
        let things: Vec<u32> = (0..100_000).collect();
        assert_eq!(
            in_order(&things, |thing| *thing, |answer| if answer < 10 { Ok(()) } else { Err(answer) }),
            Err(10)
        );
    }
}
