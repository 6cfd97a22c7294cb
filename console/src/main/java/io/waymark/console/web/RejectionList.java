package io.waymark.console.web;

import io.waymark.console.api.Page;
import io.waymark.console.deadletter.RejectionView;

/** A list of refused callbacks, and what it was asked for. */
public record RejectionList(ListQuery query, Page<RejectionView> rejections) {}
