/** What people had reckoned that other mappings, or another parser, would change. */
@NullMarked
package io.waymark.console.replay;

import org.jspecify.annotations.NullMarked;
