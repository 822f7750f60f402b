//! From verdicts to entities and their mentions, short forms led back to the full name.

use std::collections::{BTreeMap, HashMap};

use rustc_hash::FxHashMap;

use super::evidence::{Evidence, decide};
use super::scan::Scan;
use super::{Entity, EntityId, NameMention, Names, Roles};
use crate::lexicon::PhraseSet;
use crate::text::{TokenKind, Zone};

impl Scan<'_, '_> {
    /// Decides the types and marks all mentions.
    pub(super) fn settle(&self, stats: BTreeMap<String, Evidence>) -> Names {
        let mut names = Names::default();
        let mut known = PhraseSet::default();
        let mut by_key: FxHashMap<String, EntityId> = FxHashMap::default();
        let mut spellings: HashMap<String, (EntityId, usize)> = HashMap::default();
        for (key, e) in &stats {
            let roles = decide(e);
            let keeps = e.count > 0 && (roles.person || roles.title || roles.character);
            if !keeps {
                continue;
            }
            let name = self.text.words(&(e.first..e.first + e.tokens.len())).to_owned();
            // "Han Min-seo", "Han Min Seo", "P.R. Hale", "PR Hale": one person in two spellings
            if roles.person && !roles.title && e.tokens.len() > 1 {
                let spelling: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
                if let Some(&(same, count)) = spellings.get(&spelling) {
                    let entity: &mut Entity = &mut names.entities[same];
                    entity.crew |= e.crew;
                    entity.performer |= e.performer;
                    if e.count > count {
                        entity.name = name;
                        spellings.insert(spelling, (same, e.count));
                    }
                    by_key.insert(key.clone(), same);
                    known.insert(self.fold_joiners(e.tokens.iter().map(|t| t.replace('’', "'")).collect()));
                    continue;
                }
                spellings.insert(spelling, (names.entities.len(), e.count));
            }
            let id = names.entities.len();
            names.entities.push(Entity {
                name,
                roles,
                crew: e.crew,
                performer: e.performer,
                gender: e.gender,
                count: 0,
                first: usize::MAX,
            });
            by_key.insert(key.clone(), id);
            // single common words are known only where they stood in quotation marks or inside running text
            let single_common = e.tokens.len() == 1 && self.lists.common.has(&e.tokens[0]);
            if !single_common || e.inside > 0 || e.quoted > 0 {
                known.insert(self.fold_joiners(e.tokens.iter().map(|t| t.replace('’', "'")).collect()));
            }
        }
        let shorts = self.short_titles(&names, &by_key, &stats);
        self.shorten(&mut names, &mut known, &mut by_key, &stats);
        for (short, full) in shorts {
            known.insert(self.fold_joiners(short.split(' ').map(str::to_owned).collect()));
            by_key.insert(short, full);
        }
        self.mark(&mut names, &known, &mut by_key);
        names
    }

    /// Titles that are another title in short, and which:
    ///
    /// - "The Silo" that only ever begins a sentence, where "Silo" stands elsewhere;
    /// - "Marrow" behind "Marrow: The Drowned Abbot", where the text introduces the full form first;
    /// - what only the headline has, and is part of one title of the body ("Abbot film", "The Drowned Abbot").
    fn short_titles(
        &self,
        names: &Names,
        by_key: &FxHashMap<String, EntityId>,
        stats: &BTreeMap<String, Evidence>,
    ) -> Vec<(String, EntityId)> {
        let titles: Vec<(&String, &Evidence, EntityId)> = stats
            .iter()
            .filter_map(|(key, e)| Some((key, e, *by_key.get(key)?)))
            .filter(|(_, _, id)| names.entities[*id].roles.title && !names.entities[*id].roles.person)
            .collect();
        let mut out = Vec::new();
        for (key, e, _) in &titles {
            let bare = key.strip_prefix("The ").and_then(|bare| Some((bare, *by_key.get(bare)?)));
            if let Some((_, id)) = bare.filter(|(_, id)| names.entities[*id].roles.title)
                && e.inside == 0
                && e.quoted == 0
            {
                out.push(((*key).clone(), id));
                out.push((key["The ".len()..].to_owned(), id));
                continue;
            }
            let mut longer = titles.iter().filter(|(full, f, _)| {
                let introduced = f.body.is_some_and(|full| e.body.is_none_or(|short| full < short));
                let subtitle =
                    full.strip_prefix(key.as_str()).is_some_and(|rest| [" : ", " - ", " – "].iter().any(|m| rest.starts_with(m)));
                let part = e.body.is_none() && full.len() > key.len() && format!(" {full} ").contains(&format!(" {key} "));
                // "The Quiet Ones" of "The Quiet Ones of Calder Bay"
                let opening = full
                    .strip_prefix(key.as_str())
                    .or_else(|| full.strip_prefix("The ").and_then(|f| f.strip_prefix(key.as_str())))
                    .and_then(|rest| rest.strip_prefix(' '))
                    .and_then(|rest| rest.split(' ').next())
                    .is_some_and(|next| self.lists.joiners.has(next));
                introduced && (subtitle && !e.franchise || part || opening && e.quoted == 0)
            });
            if let (Some((_, _, id)), None) = (longer.next(), longer.next()) {
                out.push(((*key).clone(), *id));
            }
        }
        out
    }

    /// Surnames, given names and short titles lead to the full name.
    pub(super) fn shorten(
        &self,
        names: &mut Names,
        known: &mut PhraseSet,
        by_key: &mut FxHashMap<String, EntityId>,
        stats: &BTreeMap<String, Evidence>,
    ) {
        // every spelling of a name has short forms of its own; sorted, because a hash table has no order
        let mut full: Vec<(EntityId, Vec<String>)> =
            by_key.iter().map(|(key, id)| (*id, key.split(' ').map(str::to_owned).collect())).collect();
        full.sort_unstable();
        let mut aliases: BTreeMap<String, Vec<(EntityId, bool)>> = BTreeMap::new();
        for (id, words) in &full {
            let entity = &names.entities[*id];
            if words.len() < 2 {
                continue;
            }
            if entity.roles.person || entity.roles.character {
                let surname = words.iter().rev().find(|w| !matches!(w.as_str(), "Jr." | "Jr" | "Sr." | "II" | "III"));
                if let Some(surname) = surname {
                    aliases.entry(surname.clone()).or_default().push((*id, true));
                }
                if !self.lists.honorific.has(&words[0]) {
                    aliases.entry(words[0].clone()).or_default().push((*id, false));
                } else if words.len() > 2 && self.lists.is_given(&words[1]) {
                    // "Andrew" and "Andrew Lee" of "Dr Andrew Lee"
                    aliases.entry(words[1].clone()).or_default().push((*id, false));
                    aliases.entry(words[1..].join(" ")).or_default().push((*id, true));
                }
                // "Bonham Carter" of "Helena Bonham Carter"
                if words.len() == 3 && entity.roles.person && !words[1].ends_with('.') {
                    aliases.entry(words[1..].join(" ")).or_default().push((*id, true));
                }
            }
            if entity.roles.title && !entity.roles.person {
                if words[0] == "The" {
                    aliases.entry(words[1..].join(" ")).or_default().push((*id, true));
                }
                // "Only Killers" of "Only Killers in the Building"
                let from = usize::from(words[0] == "The");
                if let Some(small) =
                    words.iter().skip(from + 1).position(|w| self.lists.joiners.has(w) && w.starts_with(char::is_lowercase))
                {
                    let head = &words[from..from + 1 + small];
                    if head.len() > 1 || head[0].len() > 5 && self.lists.common.has(&head[0]) && self.inside.contains(head[0].as_str()) {
                        aliases.entry(head.join(" ")).or_default().push((*id, true));
                    }
                }
                if let Some(colon) = words.iter().position(|w| w == ":") {
                    let series =
                        matches!(words[colon + 1..].join(" ").to_lowercase().as_str(), "the series" | "the movie" | "the animated series");
                    let head = words[..colon].join(" ");
                    // "Backseat Ballads" of "Backseat Ballads: The Series", but not the parent of a spin-off
                    if series || !by_key.contains_key(&head) {
                        aliases.entry(head).or_default().push((*id, series));
                    }
                }
                let initials: String =
                    words.iter().filter_map(|w| w.chars().next()).filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
                if initials.len() >= 3 {
                    aliases.entry(initials).or_default().push((*id, true));
                }
            }
        }
        for (alias, owners) in aliases {
            let own = by_key.get(&alias).copied();
            // the person, before the character, that has it as surname, before given name
            let rank = |(id, strong): &(EntityId, bool)| {
                let roles = names.entities[*id].roles;
                let weight = stats.get(&names.entities[*id].name.replace('’', "'")).map_or(0, |e| e.count);
                (!(roles.person || roles.title), !*strong, std::cmp::Reverse(weight), *id)
            };
            let Some(&(owner, strong)) = owners.iter().min_by_key(|o| rank(o)) else { continue };
            let owner_roles = names.entities[owner].roles;
            if let Some(own) = own {
                let evidence = stats.get(&alias);
                let own_title = names.entities[own].roles.title
                    && evidence.is_some_and(|e| {
                        e.title + e.shape_title > e.person + e.shape_person
                            && (e.quoted > 0 || e.announced > 0 || e.title >= if owner_roles.person { 5.0 } else { 3.0 })
                    });
                let own_character = names.entities[own].roles.character
                    && !owner_roles.character
                    && evidence.is_some_and(|e| e.character >= 2.0 && e.character > e.person + e.shape_person);
                if !owner_roles.title && (own_title || own_character) {
                    continue;
                }
                if owner_roles.title && !strong {
                    continue;
                }
            } else if !owner_roles.title && !self.inside.contains(alias.as_str()) && self.lists.common.has(&alias) {
                continue;
            }
            if self.lists.common.has(&alias) && !strong {
                continue;
            }
            if !strong && owner_roles.title {
                continue;
            }
            by_key.insert(alias.clone(), owner);
            known.insert(self.fold_joiners(alias.split(' ').map(str::to_owned).collect()));
        }
    }

    /// Names with the family name first and two more words, in lower case: portals that write
    /// "Han Min Seo" once write "Han min seo" the next time.
    fn family_first(&self, names: &Names) -> Vec<(Vec<String>, EntityId)> {
        let persons = names.entities.iter().enumerate().filter(|(_, e)| e.roles.person && !e.roles.title);
        persons
            .filter_map(|(id, e)| {
                let words: Vec<&str> = e.name.split(' ').collect();
                (words.len() == 3 && self.lists.family_first.has(words[0])).then(|| (words.iter().map(|w| w.to_lowercase()).collect(), id))
            })
            .collect()
    }

    pub(super) fn mark(&self, names: &mut Names, known: &PhraseSet, by_key: &mut FxHashMap<String, EntityId>) {
        let family_first = self.family_first(names);
        for (number, sentence) in self.text.sentences.iter().enumerate() {
            if sentence.zone == Zone::Furniture {
                continue;
            }
            let tokens = sentence.tokens.clone();
            let quoted =
                &self.quoted[self.quoted.partition_point(|q| q.sentence < number)..self.quoted.partition_point(|q| q.sentence <= number)];
            let label = tokens.start + self.label(number);
            let mut i = tokens.start;
            while i < tokens.end {
                if let Some(run) = quoted.iter().filter(|q| q.outer.start == i || q.tokens.start == i).max_by_key(|q| q.tokens.len())
                    && let Some(id) = by_key.get(&self.key(&run.tokens))
                {
                    names.mentions.push(NameMention { tokens: run.tokens.clone(), outer: run.outer.clone(), entity: *id, quoted: true });
                    i = run.outer.end;
                    continue;
                }
                let spelt = |words: &[String]| {
                    i + words.len() <= tokens.end && words.iter().enumerate().all(|(k, word)| self.lower(i + k) == *word)
                };
                if !family_first.is_empty()
                    && let Some((words, id)) = family_first.iter().find(|(words, _)| spelt(words))
                {
                    let run = i..i + words.len();
                    names.mentions.push(NameMention { tokens: run.clone(), outer: run.clone(), entity: *id, quoted: false });
                    i = run.end;
                    continue;
                }
                let mut length = self.known_at(known, i, tokens.end);
                let listed = self.gazetteer(i, tokens.end).map_or(0, |(n, _)| n);
                let base = self.base_end(i, tokens.clone(), self.shouting[number]) - i;
                if length > 0 && !self.may_stand(i, length, tokens.start, number) {
                    length = 0;
                }
                if length == 1 && base > 1 && listed <= 1 {
                    // "Lee" is known, but here stands "Lee Park": the longer unknown run, if it is a name
                    let key = self.key(&(i..i + base));
                    if by_key.contains_key(&key) || !self.lists.common.has(self.at(i)) {
                        length = base;
                    }
                }
                let mut end = i + length.max(listed).max(base);
                if i < label && length < 2 {
                    end = i;
                }
                if end == i {
                    i += 1;
                    continue;
                }
                let run = i..end;
                let key = self.key(&run);
                // "Mr Lee" is whoever has that surname
                let civil =
                    run.len() == 2 && matches!(self.lower(i), "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "miss" | "sir" | "dame");
                let known_id = if civil { by_key.get(self.word(i + 1)).or(by_key.get(&key)) } else { by_key.get(&key) };
                let entity = match known_id {
                    Some(id) => *id,
                    None => {
                        let mut roles = self.listed(&run);
                        if roles == Roles::default() {
                            roles.other = true;
                        }
                        names.entities.push(Entity {
                            name: self.text.words(&run).to_owned(),
                            roles,
                            first: usize::MAX,
                            ..Entity::default()
                        });
                        by_key.insert(key, names.entities.len() - 1);
                        names.entities.len() - 1
                    }
                };
                let listed_roles = self.listed(&run);
                let roles = &mut names.entities[entity].roles;
                roles.network |= listed_roles.network;
                roles.outlet |= listed_roles.outlet;
                names.mentions.push(NameMention { tokens: run, outer: i..end, entity, quoted: false });
                i = end;
            }
        }
        for mention in &names.mentions {
            let entity = &mut names.entities[mention.entity];
            entity.count += 1;
            entity.first = entity.first.min(mention.tokens.start);
        }
    }

    /// How many tokens the longest known name at `i` has.
    fn known_at(&self, known: &PhraseSet, i: usize, end: usize) -> usize {
        let mut first = String::new();
        let mut straight = self.word(i);
        if !straight.is_ascii() {
            self.push_key_word(i, false, &mut first);
            straight = &first;
        }
        if !known.has_first(straight) {
            return 0;
        }
        let words = (i..end.min(i + 14)).map(|t| {
            let mut word = String::new();
            self.push_key_word(t, t > i, &mut word);
            word
        });
        let ahead: Vec<String> = words.collect();
        known.longest(|k| ahead.get(k).map(String::as_str))
    }

    /// False where a known single word more likely is an ordinary word ("Will Netflix renew…", "Christine" is fine).
    pub(super) fn may_stand(&self, i: usize, length: usize, start: usize, number: usize) -> bool {
        if length > 1 {
            return true;
        }
        let word = self.word(i);
        if !self.token(i).is_capitalised() && self.token(i).kind == TokenKind::Word {
            return true;
        }
        let doubtful = self.shouting[number] || self.starts_clause(i, start);
        let common = self.lists.common.has(word) || self.lists.function.has(self.at(i));
        if !(doubtful && common) {
            return true;
        }
        // at the start of a sentence a common word is a name only if it is one in running text, too
        self.inside.contains(word) && !self.lists.function.has(self.at(i)) && !self.lists.given_ambiguous.has(word)
    }

    /// Small words inside a name in lower case: "House Of Embers" is "House of Embers".
    pub(super) fn fold_joiners(&self, mut words: Vec<String>) -> Vec<String> {
        for word in words.iter_mut().skip(1) {
            let lower = word.to_lowercase();
            if self.lists.joiners.has(&lower) {
                *word = lower;
            }
        }
        words
    }
}
