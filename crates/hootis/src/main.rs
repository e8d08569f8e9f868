//! The program.

/// A page is made of many small texts: this allocator takes a tenth less of the processor for them than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    hootis::cli::main()
}
