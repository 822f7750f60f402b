//! gzip: one compressed stream, or several one behind the other as `cat a.gz b.gz` and crawlers
//! write them.

use flate2::bufread::MultiGzDecoder;

use super::Meta;
use super::format::{Container, Cutter, Flow, Head, Input};

pub(super) struct Gzip;

impl Container for Gzip {
    fn name(&self) -> &'static str {
        "gzip"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.bytes.starts_with(&[0x1F, 0x8B, 8])
    }

    fn cut(&self, input: Input<'_>, cutter: &mut Cutter<'_>) -> Flow {
        let name = without_ending(input.name, &["gz", "gzip", "tgz"]);
        cutter.stream(input.path, name, &mut MultiGzDecoder::new(input.stream), &Meta::default())
    }
}

/// The name without its last ending, if that is one of `endings`.
pub(super) fn without_ending<'n>(name: &'n str, endings: &[&str]) -> &'n str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if endings.iter().any(|known| ending.eq_ignore_ascii_case(known)) => stem,
        _ => name,
    }
}
