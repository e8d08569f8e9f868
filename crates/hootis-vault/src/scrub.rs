//! What is computed with keys leaves copies of them on the stack, which whoever reads the process's memory would find.

/// Bytes of stack that are written over: more than the deepest computation here takes, unoptimised as well.
const DEPTH: usize = 64 * 1024;

/// Computes something with keys, then writes over what that left on the stack. In the answer, keys must be in boxes: it
/// is itself copied from frame to frame.
pub(crate) fn scrubbed<T>(work: impl FnOnce() -> T) -> T {
    let answer = apart(work);
    zeroize::zeroize_stack::<DEPTH>();
    answer
}

/// In a frame of its own, below that of who scrubs.
#[inline(never)]
fn apart<T>(work: impl FnOnce() -> T) -> T {
    work()
}
