//! A TOML file read key by key, so that every mistake is found with its place and the rest still counts.
//!
//! What the keys mean is not known here: a [`Shape`] is derived from the Rust types that hold them.

mod fit;
mod node;
mod problem;
mod shape;
mod spot;
mod token;

pub(crate) use fit::fit;
pub(crate) use node::{Entry, Node, Place, Value};
pub use problem::KeyProblem;
pub(crate) use problem::{near, quoted};
pub(crate) use shape::{Around, Key, Shape, Shapes, Word};
pub(crate) use spot::{Role, Spot, spot};
