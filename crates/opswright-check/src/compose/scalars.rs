//! Plain values that many keys take.

use super::form::Form;
use super::shape::Shape;
use Shape::{Either, List, Names, Scalar, Text};

pub(super) const TEXT: Shape = Text(Form::Any);
pub(super) const NUMBER: Shape = Scalar(Form::Any);
pub(super) const WHOLE: Shape = Scalar(Form::Whole);
pub(super) const TEXTS: Shape = List(&TEXT);
pub(super) const TEXT_OR_LIST: Shape = Either(&[TEXT, TEXTS]);
pub(super) const TIME: Shape = Text(Form::Time);
pub(super) const BYTES: Shape = Scalar(Form::Bytes);
pub(super) const NAMED_TEXTS: Shape = Names(&NUMBER);
