/** Looks at the normalizer's store by other mappings, from outside, and tells what they would change. */
@NullMarked
package io.waymark.normalizer.replay;

import org.jspecify.annotations.NullMarked;
