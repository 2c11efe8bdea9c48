package dev.pulso.processor.segment.align;

import java.util.Arrays;

/** The assignment of rows to columns with the least sum of costs, in O(n³) (Kuhn 1955, with potentials). */
final class Hungarian {
    private final double[][] cost;
    private final int size;
    private final double[] rowPotential;
    private final double[] columnPotential;
    private final int[] rowOf;

    private Hungarian(double[][] cost) {
        this.cost = cost;
        size = cost.length;
        rowPotential = new double[size + 1];
        columnPotential = new double[size + 1];
        // Rows and columns count from 1; column 0 holds the row that looks for a place.
        rowOf = new int[size + 1];
    }

    /**
     * @param cost square
     * @return the column of each row
     */
    static int[] assign(double[][] cost) {
        Hungarian search = new Hungarian(cost);
        for (int row = 1; row <= search.size; row++) {
            search.place(row);
        }
        int[] columnOf = new int[search.size];
        for (int column = 1; column <= search.size; column++) {
            columnOf[search.rowOf[column] - 1] = column - 1;
        }
        return columnOf;
    }

    private void place(int row) {
        double[] slack = new double[size + 1];
        Arrays.fill(slack, Double.POSITIVE_INFINITY);
        boolean[] visited = new boolean[size + 1];
        int[] cameFrom = new int[size + 1];
        rowOf[0] = row;
        int column = 0;
        do {
            visited[column] = true;
            column = cheapest(column, slack, visited, cameFrom);
        } while (rowOf[column] != 0);
        while (column != 0) {
            rowOf[column] = rowOf[cameFrom[column]];
            column = cameFrom[column];
        }
    }

    private int cheapest(int from, double[] slack, boolean[] visited, int[] cameFrom) {
        int row = rowOf[from];
        int next = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int column = 1; column <= size; column++) {
            if (!visited[column]) {
                double reduced = cost[row - 1][column - 1] - rowPotential[row] - columnPotential[column];
                if (reduced < slack[column]) {
                    slack[column] = reduced;
                    cameFrom[column] = from;
                }
                if (slack[column] < least) {
                    least = slack[column];
                    next = column;
                }
            }
        }
        for (int column = 0; column <= size; column++) {
            if (visited[column]) {
                rowPotential[rowOf[column]] += least;
                columnPotential[column] -= least;
            } else {
                slack[column] -= least;
            }
        }
        return next;
    }
}
