package dev.limelight.pipeline.teach.tensor;

import java.util.Arrays;
import java.util.Random;

/** A matrix of {@code [rows, columns]} numbers and the loss's gradient by each of them. */
public final class Matrix {

    private final int rows;
    private final int columns;
    private final double[] values;
    private final double[] gradients;

    /** A matrix of zeros. */
    public Matrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.values = new double[rows * columns];
        this.gradients = new double[rows * columns];
    }

    /** A matrix that has {@code value} everywhere. */
    public static Matrix filled(int rows, int columns, double value) {
        var matrix = new Matrix(rows, columns);
        Arrays.fill(matrix.values, value);
        return matrix;
    }

    /** A matrix of normally distributed numbers around 0. */
    public static Matrix random(int rows, int columns, double deviation, Random random) {
        var matrix = new Matrix(rows, columns);
        Arrays.setAll(matrix.values, i -> random.nextGaussian() * deviation);
        return matrix;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The numbers row by row; the matrix's own array. */
    public double[] values() {
        return values;
    }

    /** The gradients row by row; the matrix's own array. */
    public double[] gradients() {
        return gradients;
    }

    /** A copy of a row. */
    public double[] row(int row) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /** Makes all gradients 0. */
    public void forgetGradients() {
        Arrays.fill(gradients, 0);
    }
}
