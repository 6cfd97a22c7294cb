/** Puts dead letters back where they came from, once what was wrong is mended. */
@NullMarked
package io.waymark.normalizer.redrive;

import org.jspecify.annotations.NullMarked;
