/** What the images promise: content, digests, bills of materials, and that it runs where nothing can be written. */
@NullMarked
package io.waymark.image;

import org.jspecify.annotations.NullMarked;
