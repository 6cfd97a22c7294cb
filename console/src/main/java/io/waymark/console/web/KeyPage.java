package io.waymark.console.web;

import io.waymark.console.api.KeyView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys there are and were.
 *
 * @param form for the key that is to be made
 * @param made the key that was just made, shown this once; null if none was
 */
public record KeyPage(List<KeyView> keys, KeyForm form, @Nullable String made) {}
