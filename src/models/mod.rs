//! The declared objects, and the endpoints that give them. A new one is a file and a row in each list.

mod page;

pub use page::{List, Page, Unusable};

use crate::model::{HasModel as _, Model};

/// Declares files of models: `file: Model, Model;`.
macro_rules! models {
    ($($file:ident: $($Model:ident),+;)*) => {
        $(mod $file; pub use $file::{$($Model),+};)*

        /// Every model, for what is generated from the tables. JavaScript names one by its place.
        #[doc(hidden)]
        pub const MODELS: &[&Model] = &[$($($Model::MODEL),+),*];
    };
}

models! {
    viewer: Viewer, ViewerLabel;
    channel_account: ChannelAccount;
}

#[cfg(feature = "sign")]
crate::endpoint::endpoints! {
    /// One viewer's details (查询观众详情).
    ///
    /// `not_found` also tells of a viewer that was created within the last seconds.
    getViewer: get "/live/v4/user/viewer-record/get" {
        /// Viewer id (观众id).
        viewerUnionId: Text required,
    } -> (Viewer);

    /// One role of a channel (查询单个角色信息).
    getChannelAccount: get "/live/v2/channelAccount/{channelId}/account" {
        /// Channel id (频道号): digits.
        channelId: Digits required,
        /// Account of the role (助教/嘉宾账号). A number would lose its zeros.
        account: Text required,
    } -> (ChannelAccount);

    /// All roles of a channel (查询频道角色列表).
    listChannelAccounts: get "/live/v2/channelAccount/{channelId}/accounts" {
        /// Channel id (频道号): digits.
        channelId: Digits required,
    } -> ([ChannelAccount]);

    /// One page of the account's viewers (查询观众列表), or, with `for await`, all from that page on.
    listViewers: get "/live/v4/user/viewer-record/list" {
        /// Page to start with, from 1 to 1000. Default: 1.
        pageNumber: OneToThousand optional,
        /// Viewers on a page, from 1 to 1000. Default: 10; 1000 with `for await`.
        pageSize: OneToThousand optional,
        /// Only viewers from there (用户来源): `IMPORT`, `WX`, `MOBILE`.
        source: Text optional,
        /// Only viewers with this mobile number (手机号码).
        mobile: Text optional,
        /// Only viewers with this e-mail address (邮箱).
        email: Text optional,
        /// Only viewers from there (地址).
        area: Text optional,
    } -> (Page<Viewer>);
}
