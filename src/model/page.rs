//! One page of a list (分页).

use super::declare::model;

model! {
    /// One page of a list.
    ///
    /// Source: POLYV's page on listing viewers (`v4/user/viewerrecord/list`).
    pub struct Page<T> {
        /// The items of this page.
        contents "contents": [T], required, public;
        /// Number of this page, from 1.
        page_number "pageNumber": Integer, optional, public;
        /// The most items that a page holds.
        page_size "pageSize": Integer, optional, public;
        /// Number of pages.
        total_pages "totalPages": Integer, optional, public;
        /// Number of items on all pages.
        total_items "totalItems": Integer, optional, public;
    }
}
