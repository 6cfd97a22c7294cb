/**
 * The published language: what services and consumers must agree on. Identities, the canonical vocabulary, the
 * records of every shared topic, and the topics themselves. Depends on kafka-clients and Jackson and nothing else.
 */
@NullMarked
package io.waymark.contract;

import org.jspecify.annotations.NullMarked;
