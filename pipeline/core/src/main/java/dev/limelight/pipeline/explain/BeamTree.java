package dev.limelight.pipeline.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the beams' texts that all below it begin with.
 *
 * @param text of this part
 * @param rank of the sequence that ends here, from 1; 0 where none does
 * @param logProbability mean of a token of that sequence; 0 where none ends
 * @param dropped whether the beam that came here was given up
 * @param children what comes next, in the order in which it was followed
 */
public record BeamTree(
        String text, int rank, double logProbability, boolean dropped, List<BeamTree> children) {

    public BeamTree {
        children = List.copyOf(children);
    }

    /** Grows token by token. Not thread-safe. */
    static final class Node {

        private final int token;
        private final String text;
        private final List<Node> children = new ArrayList<>();
        private int rank;
        private double logProbability;

        Node(int token, String text) {
            this.token = token;
            this.text = text;
        }

        /** The node of a next token, new where there is none. */
        Node child(int next, String word) {
            return children.stream()
                    .filter(each -> each.token == next)
                    .findFirst()
                    .orElseGet(() -> added(next, word));
        }

        /** A sequence ends here. */
        void end(int place, double mean) {
            rank = place;
            logProbability = mean;
        }

        private Node added(int next, String word) {
            var node = new Node(next, word);
            children.add(node);
            return node;
        }

        /** The tree, with parts in a row as one. */
        BeamTree tree() {
            var joined = new StringBuilder(text);
            Node at = this;
            while (at.children.size() == 1 && at.rank == 0) {
                at = at.children.get(0);
                joined.append(at.text);
            }
            return new BeamTree(
                    joined.toString(),
                    at.rank,
                    at.logProbability,
                    at.rank == 0 && at.children.isEmpty(),
                    at.children.stream().map(Node::tree).toList());
        }
    }
}
