//! The declared objects. A new one is one file and a row here.

mod channel_account;
mod page;
mod viewer;

pub use channel_account::ChannelAccount;
pub use page::{List, Page, Unusable};
pub use viewer::{Viewer, ViewerLabel};

use crate::model::{HasModel as _, Model};

/// Every model, for what is generated from the tables.
#[doc(hidden)]
pub const MODELS: &[&Model] = &[Viewer::MODEL, ViewerLabel::MODEL, ChannelAccount::MODEL];
