/** The commands that run the models on texts, without Kafka and Flink. */
@NullMarked
package dev.limelight.pipeline.cli.text;

import org.jspecify.annotations.NullMarked;
