//! What each stage costs, on the articles of the corpus: `cargo bench`. How greenlit does beside other programs is
//! told by `benches/compare.sh`.

// Benchmarks print by criterion's hand.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use greenlit::ingest::{Article, Options, read};
use greenlit::mention::Mentions;
use greenlit::pipeline;
use greenlit::rules::RuleBook;
use greenlit::text::Text;
use greenlit::write::{Format, part};

fn articles() -> Vec<Article> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the corpus is there").map(|entry| entry.expect("a file").path()).collect();
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        read(&path.to_string_lossy(), &Options::default(), &mut |article| articles.extend(article.ok()));
    }
    articles
}

fn stages(criterion: &mut Criterion) {
    let articles = articles();
    let book = RuleBook::builtin();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(20);
    let text = |article: &Article| -> usize { Text::new(&article.text, article.body, None).tokens.len() };
    group.bench_function("text: blocks, tokens, sentences, quotations", |b| b.iter(|| articles.iter().map(text).sum::<usize>()));
    group.bench_function("mention: names, dates, items", |b| {
        let texts: Vec<Text> = articles.iter().map(|article| Text::new(&article.text, article.body, None)).collect();
        b.iter(|| texts.iter().map(|text| Mentions::new(text, book.lists()).items.len()).sum::<usize>());
    });
    group.bench_function("pipeline: from text to claims", |b| {
        b.iter(|| articles.iter().map(|article| pipeline::extract(article, &book).claims.len()).sum::<usize>());
    });
    let claims: Vec<_> = articles.iter().flat_map(|article| pipeline::extract(article, &book).claims).collect();
    let mut out = Vec::new();
    group.bench_function("write: lines", |b| {
        b.iter(|| {
            out.clear();
            part(Format::Jsonl, &claims, &mut out).expect("a vector takes every byte");
            black_box(out.len())
        });
    });
    group.finish();
    criterion.bench_function("load the built-in rules", |b| b.iter(RuleBook::builtin));
}

criterion_group!(benches, stages);
criterion_main!(benches);
