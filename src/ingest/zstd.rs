//! Zstandard, one frame or several. Its library is C and slow to build, so it is a feature of the
//! crate; without it such a file is refused with the way out (see `decode`).

use super::format::{Container, Cutter, Flow, Head, Input};

pub(super) struct Zstd;

impl Container for Zstd {
    fn name(&self) -> &'static str {
        "zstd"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        cfg!(feature = "zstd") && head.bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD])
    }

    #[cfg(feature = "zstd")]
    fn cut(&self, input: Input<'_>, cutter: &mut Cutter<'_>) -> Flow {
        let name = super::gzip::without_ending(input.name, &["zst", "zstd"]);
        match zstd::stream::read::Decoder::with_buffer(input.stream) {
            Ok(mut decoder) => cutter.stream(input.path, name, &mut decoder, &super::Meta::default()),
            Err(source) => cutter.fail(super::format::unreadable(input.path, &source)),
        }
    }

    #[cfg(not(feature = "zstd"))]
    fn cut(&self, _: Input<'_>, _: &mut Cutter<'_>) -> Flow {
        unreachable!("is never recognised without the feature")
    }
}
