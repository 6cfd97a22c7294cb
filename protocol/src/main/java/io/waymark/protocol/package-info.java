/**
 * What protocol code of any kind is made with: settings under the names of whoever they are for, calls as plain data, and
 * bodies read with bounds. Pure: no HTTP, no Kafka, no clock.
 */
@NullMarked
package io.waymark.protocol;

import org.jspecify.annotations.NullMarked;
