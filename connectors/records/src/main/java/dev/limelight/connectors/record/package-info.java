/**
 * The records on the topics, and their JSON.
 *
 * <p>All positions are half-open offsets in Unicode code points of the document's text exactly as
 * it came in. All records are Flink POJOs, so that they can be kept in state and sent between
 * tasks.
 */
@NullMarked
package dev.limelight.connectors.record;

import org.jspecify.annotations.NullMarked;
