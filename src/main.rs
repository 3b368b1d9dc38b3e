//! The program `stenosis-routine`.

use std::process::ExitCode;

fn main() -> ExitCode {
    stenosis_routine::cli::main()
}
