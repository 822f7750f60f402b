//! One thread that reads, many that work, one that writes: in order, and with a bound on what is under way.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use crate::ingest::Flow;

/// Name of the threads that work; a hook for panics can tell by it that the panic is caught.
pub const WORKER: &str = "greenlit-worker";

/// Jobs that may be read and not yet written, for each worker. Enough that nobody waits for one slow job,
/// few enough that memory is bounded by it.
const WINDOW: usize = 4;

/// Takes what `read` hands over, gives it to `workers` threads that `work` on it, and the results to `write`, on
/// the calling thread and **in the order in which they were read**.
///
/// No more than `WINDOW` × `workers` jobs are under way at any moment, so that memory does not grow with the input. `read` is
/// told `Break` when `write` has failed.
///
/// # Errors
/// The first one of `write`.
pub fn ordered<J: Send, D: Send, E>(
    workers: usize,
    read: impl FnOnce(&mut dyn FnMut(J) -> Flow) + Send,
    work: impl Fn(J) -> D + Sync,
    mut write: impl FnMut(D) -> Result<(), E>,
) -> Result<(), E> {
    let window = workers.max(1) * WINDOW;
    // A permit is taken for each job when it is read, and given back when it is written.
    let (permit, permits) = sync_channel::<()>(window);
    let (job_out, job_in) = sync_channel::<(u64, J)>(window);
    let (done_out, done_in) = sync_channel::<(u64, D)>(window);
    let job_in = Mutex::new(job_in);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut number = 0;
            read(&mut |job| {
                if permit.send(()).is_err() || job_out.send((number, job)).is_err() {
                    return Flow::Break(());
                }
                number += 1;
                Flow::Continue(())
            });
        });
        for _ in 0..workers.max(1) {
            let (job_in, done_out, work) = (&job_in, done_out.clone(), &work);
            let worker = thread::Builder::new().name(WORKER.to_owned());
            let started = worker.spawn_scoped(scope, move || {
                while let Some((number, job)) = next(job_in) {
                    if done_out.send((number, work(job))).is_err() {
                        break;
                    }
                }
            });
            started.expect("the system gives a thread");
        }
        drop(done_out);
        let written = in_order(&done_in, |done| {
            write(done)?;
            // Every job took one, so there is one to take back.
            let _ = permits.recv();
            Ok(())
        });
        // Closing both ends tells the threads, wherever they wait, that nobody wants more.
        drop(permits);
        drop(done_in);
        written
    })
}

/// The next job; `None` when there are no more.
fn next<J>(jobs: &Mutex<Receiver<J>>) -> Option<J> {
    jobs.lock().expect("no worker panics while it waits").recv().ok()
}

/// Hands on what comes with consecutive numbers, whatever order it comes in.
fn in_order<D, E>(done: &Receiver<(u64, D)>, mut write: impl FnMut(D) -> Result<(), E>) -> Result<(), E> {
    let mut early = BTreeMap::new();
    let mut expected = 0;
    for (number, result) in done {
        early.insert(number, result);
        while let Some(result) = early.remove(&expected) {
            write(result)?;
            expected += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs_however_long_each_takes() {
        for workers in [1, 2, 5] {
            let mut written = Vec::new();
            let under_way = AtomicUsize::new(0);
            let most = AtomicUsize::new(0);
            let result: Result<(), ()> = ordered(
                workers,
                |sink| {
                    for n in 0..200u64 {
                        let _ = sink(n);
                        most.fetch_max(under_way.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    }
                },
                |n| {
                    thread::sleep(Duration::from_micros(if n % 7 == 0 { 2000 } else { 10 }));
                    n * n
                },
                |square| {
                    under_way.fetch_sub(1, Ordering::SeqCst);
                    written.push(square);
                    Ok(())
                },
            );
            assert_eq!(result, Ok(()));
            assert_eq!(written, (0..200).map(|n| n * n).collect::<Vec<u64>>());
            assert!(most.load(Ordering::SeqCst) <= workers * WINDOW + 1, "{most:?} jobs under way");
        }
    }

    #[test]
    fn a_failed_write_stops_everybody() {
        let mut reads = 0;
        let mut writes = 0;
        let result = ordered(
            2,
            |sink| {
                while sink(reads).is_continue() {
                    reads += 1;
                }
            },
            |n| n,
            |_| {
                writes += 1;
                if writes == 10 { Err("full") } else { Ok(()) }
            },
        );
        assert_eq!((result, writes), (Err("full"), 10));
        assert!(reads < 100, "{reads} jobs read for nobody");
    }
}
