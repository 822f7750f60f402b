//! Shows what each stage marks: the names of an article with their types, and the items of every
//! sentence. For those who write rules: `cargo run --example show -- article.txt`.

// An example program prints; the library it shows does not.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use greenlit::ingest::{self, Options};
use greenlit::mention::{ItemKind, Mentions};
use greenlit::rules::RuleBook;
use greenlit::text::Text;

fn main() {
    let book = RuleBook::builtin();
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "-".to_owned());
    let only = arguments.next();
    ingest::read(&path, &Options::default(), &mut |article| {
        let article = match article {
            Ok(article) if only.as_ref().is_none_or(|id| article.name.starts_with(id.as_str())) => article,
            Ok(_) => return,
            Err(error) => return eprintln!("{error}"),
        };
        let text = Text::new(&article.text, article.body, article.meta.title.as_deref());
        let mentions = Mentions::new(&text, book.lists());
        println!("=== {}", article.name);
        for entity in &mentions.names.entities {
            let r = entity.roles;
            let roles: Vec<&str> = [
                ("person", r.person),
                ("title", r.title),
                ("character", r.character),
                ("network", r.network),
                ("outlet", r.outlet),
                ("other", r.other),
                ("crew", entity.crew),
                ("performer", entity.performer),
            ]
            .into_iter()
            .filter_map(|(name, has)| has.then_some(name))
            .collect();
            println!("{:>3} × {:40} {}", entity.count, entity.name, roles.join(" "));
        }
        for (number, items) in mentions.items.iter().enumerate() {
            let row: Vec<String> = items
                .iter()
                .map(|item| {
                    let words = text.words(&item.tokens);
                    match item.kind {
                        ItemKind::Token => words.to_owned(),
                        ItemKind::Name(_) => format!(
                            "[{words}]{}",
                            mentions.entity(item).map_or(String::new(), |e| format!("={}", mentions.names.entities[e].name))
                        ),
                        ItemKind::Work(_) => format!("<work {words}>"),
                        ItemKind::Person => format!("<person {words}>"),
                        ItemKind::Date(_) => format!("<date {words}>"),
                        ItemKind::Season(_) => format!("<season {words}>"),
                    }
                })
                .collect();
            println!("{:?}: {}", text.sentences[number].zone, row.join(" "));
        }
    });
}
