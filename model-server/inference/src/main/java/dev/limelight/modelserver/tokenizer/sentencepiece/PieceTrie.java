package dev.limelight.modelserver.tokenizer.sentencepiece;

import java.util.Arrays;

/**
 * Byte strings with a number each, to be followed byte by byte. Edges lie in one hash table of
 * primitives, because a vocabulary has some hundred thousand of them. Thread-safe once filled.
 */
final class PieceTrie {

    static final int ROOT = 0;
    static final int NONE = -1;

    private long[] edges = new long[1 << 10];
    private int[] targets = new int[edges.length];
    private int[] values = {NONE};
    private int nodes = 1;

    PieceTrie() {
        Arrays.fill(edges, NONE);
    }

    void put(byte[] key, int value) {
        int node = ROOT;
        for (byte b : key) {
            int next = child(node, b);
            node = next == NONE ? append(node, b) : next;
        }
        values[node] = value;
    }

    /** The node behind an edge, or {@link #NONE}. */
    int child(int node, byte label) {
        int slot = slot(edge(node, label));
        return edges[slot] == NONE ? NONE : targets[slot];
    }

    /** The number of the string that ends at a node, or {@link #NONE}. */
    int value(int node) {
        return values[node];
    }

    /** Length in bytes of the longest string that {@code text} has at {@code from}; 0 for none. */
    int longest(byte[] text, int from) {
        int longest = 0;
        int node = ROOT;
        for (int i = from; i < text.length; i++) {
            node = child(node, text[i]);
            if (node == NONE) {
                break;
            }
            longest = values[node] == NONE ? longest : i + 1 - from;
        }
        return longest;
    }

    private int append(int node, byte label) {
        if (nodes * 2 > edges.length) {
            grow();
        }
        if (nodes == values.length) {
            values = Arrays.copyOf(values, nodes * 2);
        }
        values[nodes] = NONE;
        int slot = slot(edge(node, label));
        edges[slot] = edge(node, label);
        targets[slot] = nodes;
        return nodes++;
    }

    private void grow() {
        long[] oldEdges = edges;
        int[] oldTargets = targets;
        edges = new long[oldEdges.length * 2];
        targets = new int[edges.length];
        Arrays.fill(edges, NONE);
        for (int i = 0; i < oldEdges.length; i++) {
            if (oldEdges[i] != NONE) {
                int slot = slot(oldEdges[i]);
                edges[slot] = oldEdges[i];
                targets[slot] = oldTargets[i];
            }
        }
    }

    private static long edge(int node, byte label) {
        return (long) node << 8 | (label & 0xFF);
    }

    /** Where an edge is, or would be put. */
    private int slot(long edge) {
        int slot = (int) ((edge * 0x9E3779B97F4A7C15L) >>> 33) & (edges.length - 1);
        while (edges[slot] != NONE && edges[slot] != edge) {
            slot = (slot + 1) & (edges.length - 1);
        }
        return slot;
    }
}
