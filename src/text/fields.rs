//! The data of a language as lines of text, in a fixed order: how a browser downloads it, and how a publisher's own
//! strings replace some of it.

use std::str::Lines;

/// A part of a language: a string, or several.
pub(super) trait Field {
    /// Replaces the text by the next lines. Without more lines, the text stays.
    fn read(&mut self, lines: &mut Lines<'static>);

    /// Adds the name and the text of each line to `named`.
    fn list(&self, name: &str, named: &mut Vec<(String, &'static str)>);
}

impl Field for &'static str {
    fn read(&mut self, lines: &mut Lines<'static>) {
        *self = lines.next().unwrap_or(self);
    }

    fn list(&self, name: &str, named: &mut Vec<(String, &'static str)>) {
        named.push((name.to_owned(), self));
    }
}

impl<const COUNT: usize> Field for [&'static str; COUNT] {
    fn read(&mut self, lines: &mut Lines<'static>) {
        for text in self {
            text.read(lines);
        }
    }

    /// Names the strings by their number, from 1.
    fn list(&self, name: &str, named: &mut Vec<(String, &'static str)>) {
        for (index, text) in self.iter().enumerate() {
            text.list(&format!("{name}.{}", index + 1), named);
        }
    }
}

/// Defines a struct whose public fields are fields, and makes it one itself.
macro_rules! fields {
    ($(#[$meta:meta])* pub struct $name:ident { $($field:ident: $kind:ty,)* }) => {
        $(#[$meta])*
        #[allow(missing_docs, reason = "the names describe the strings")]
        pub struct $name {
            $(pub $field: $kind,)*
        }

        impl $crate::text::fields::Field for $name {
            fn read(&mut self, lines: &mut std::str::Lines<'static>) {
                $($crate::text::fields::Field::read(&mut self.$field, lines);)*
            }

            /// Names the fields `name.field`, or `field` if there is no name.
            fn list(&self, name: &str, named: &mut Vec<(String, &'static str)>) {
                let dot = if name.is_empty() { "" } else { "." };
                $($crate::text::fields::Field::list(&self.$field, &[name, dot, stringify!($field)].concat(), named);)*
            }
        }
    };
}

pub(super) use fields;
