/**
 * What marks and letters mean in every script, by Unicode's properties: what ends a sentence or a
 * clause, what opens and closes a quotation, which scripts write no spaces, where words end. The
 * one table of the product; nothing here knows a language.
 */
@NullMarked
package dev.limelight.pipeline.text.script;

import org.jspecify.annotations.NullMarked;
