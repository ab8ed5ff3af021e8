package dev.limelight.pipeline.teach.tensor;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The operations of one pass, in order, so that gradients can be computed backwards. */
public final class Tape {

    private final Deque<Runnable> backward = new ArrayDeque<>();

    /** Computes the gradients of all matrices that the operations used; at most once. */
    public void playBack() {
        backward.forEach(Runnable::run);
        backward.clear();
    }

    void onTheWayBack(Runnable step) {
        backward.push(step);
    }

    /** The sum of two matrices of one shape. */
    public Matrix sum(Matrix a, Matrix b) {
        var sum = new Matrix(a.rows(), a.columns());
        Arrays.setAll(sum.values(), i -> a.values()[i] + b.values()[i]);
        onTheWayBack(
                () -> {
                    add(sum.gradients(), a.gradients());
                    add(sum.gradients(), b.gradients());
                });
        return sum;
    }

    /** The product {@code [n, k] x [k, m]}. */
    public Matrix product(Matrix a, Matrix b) {
        var product = new Matrix(a.rows(), b.columns());
        multiply(a.values(), b.values(), product);
        onTheWayBack(
                () -> {
                    byLeft(product, b, a);
                    byRight(product, a, b);
                });
        return product;
    }

    /** Negative numbers become 0. */
    public Matrix rectified(Matrix a) {
        var rectified = new Matrix(a.rows(), a.columns());
        Arrays.setAll(rectified.values(), i -> Math.max(0, a.values()[i]));
        onTheWayBack(
                () -> {
                    for (int i = 0; i < a.values().length; i++) {
                        a.gradients()[i] += a.values()[i] > 0 ? rectified.gradients()[i] : 0;
                    }
                });
        return rectified;
    }

    /** The rows {@code ids} of a table, {@code [ids, columns]}. */
    public Matrix rows(Matrix table, int... ids) {
        int width = table.columns();
        var rows = new Matrix(ids.length, width);
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(table.values(), ids[i] * width, rows.values(), i * width, width);
        }
        onTheWayBack(
                () -> {
                    for (int i = 0; i < rows.values().length; i++) {
                        table.gradients()[ids[i / width] * width + i % width] +=
                                rows.gradients()[i];
                    }
                });
        return rows;
    }

    private static void add(double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    private static void multiply(double[] a, double[] b, Matrix product) {
        int columns = product.columns();
        int inner = a.length / product.rows();
        double[] c = product.values();
        for (int i = 0; i < product.rows(); i++) {
            for (int k = 0; k < inner; k++) {
                double factor = a[i * inner + k];
                for (int j = 0; j < columns; j++) {
                    c[i * columns + j] += factor * b[k * columns + j];
                }
            }
        }
    }

    /** The gradient of a product by its left factor. */
    private static void byLeft(Matrix product, Matrix right, Matrix left) {
        int columns = product.columns();
        for (int i = 0; i < left.rows(); i++) {
            for (int k = 0; k < left.columns(); k++) {
                double sum = 0;
                for (int j = 0; j < columns; j++) {
                    sum += product.gradients()[i * columns + j] * right.values()[k * columns + j];
                }
                left.gradients()[i * left.columns() + k] += sum;
            }
        }
    }

    /** The gradient of a product by its right factor. */
    private static void byRight(Matrix product, Matrix left, Matrix right) {
        int columns = product.columns();
        double[] gradients = right.gradients();
        for (int i = 0; i < left.rows(); i++) {
            for (int k = 0; k < left.columns(); k++) {
                double factor = left.values()[i * left.columns() + k];
                for (int j = 0; j < columns; j++) {
                    gradients[k * columns + j] += factor * product.gradients()[i * columns + j];
                }
            }
        }
    }
}
