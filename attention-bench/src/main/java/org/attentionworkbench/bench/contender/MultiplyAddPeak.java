package org.attentionworkbench.bench.contender;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How many multiplications and additions in 32-bit floating point this machine does at best: chains of fused multiply-adds on the widest
 * vectors that do not wait for each other, and no memory.
 */
public final class MultiplyAddPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int STEPS = 100_000;
    private static final int OPERATIONS_OF_A_STEP = 2 * CHAINS;
    private static final int PARTS = 5;

    private final int threads;

    /**
     * The peak of some threads.
     *
     * @param threads how many work at the same time
     */
    public MultiplyAddPeak(int threads) {
        this.threads = threads;
    }

    /**
     * Measures it.
     *
     * @param milliseconds how long to try
     * @return operations in a second, of all threads, in the best fifth of the time
     * @throws InterruptedException if the thread is interrupted
     * @throws ExecutionException if a thread fails
     */
    public double operationsPerSecond(int milliseconds) throws InterruptedException, ExecutionException {
        double best = 0;
        for (int part = 0; part < PARTS; part++) {
            best = Math.max(best, part(milliseconds * 1_000_000L / PARTS));
        }
        return best;
    }

    private double part(long nanoseconds) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Double>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                work.add(() -> oneThread(nanoseconds));
            }
            double sum = 0;
            for (Future<Double> rate : pool.invokeAll(work)) {
                sum += rate.get();
            }
            return sum;
        } finally {
            pool.shutdown();
        }
    }

    private static double oneThread(long nanoseconds) {
        float[] last = new float[SPECIES.length()];
        long start = System.nanoTime();
        long passed = 0;
        double operations = 0;
        while (passed < nanoseconds) {
            chains(last);
            operations += (double) STEPS * OPERATIONS_OF_A_STEP * SPECIES.length();
            passed = System.nanoTime() - start;
        }
        if (Float.isNaN(last[0])) { // the sums are looked at, so that no compiler leaves them out
            throw new ArithmeticException("a sum of ones is a number");
        }
        return operations / passed * 1e9;
    }

    /**
     * Twelve chains hide a latency of four to five steps on two units; written out, since an array of vectors would lie on the heap. They
     * begin differently, so that no compiler takes two for one.
     */
    private static void chains(float[] last) {
        FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector added = FloatVector.broadcast(SPECIES, 0.001f);
        FloatVector a = FloatVector.broadcast(SPECIES, 1);
        FloatVector b = FloatVector.broadcast(SPECIES, 2);
        FloatVector c = FloatVector.broadcast(SPECIES, 3);
        FloatVector d = FloatVector.broadcast(SPECIES, 4);
        FloatVector e = FloatVector.broadcast(SPECIES, 5);
        FloatVector f = FloatVector.broadcast(SPECIES, 6);
        FloatVector g = FloatVector.broadcast(SPECIES, 7);
        FloatVector h = FloatVector.broadcast(SPECIES, 8);
        FloatVector i = FloatVector.broadcast(SPECIES, 9);
        FloatVector j = FloatVector.broadcast(SPECIES, 10);
        FloatVector k = FloatVector.broadcast(SPECIES, 11);
        FloatVector l = FloatVector.broadcast(SPECIES, 12);
        for (int step = 0; step < STEPS; step++) {
            a = a.fma(factor, added);
            b = b.fma(factor, added);
            c = c.fma(factor, added);
            d = d.fma(factor, added);
            e = e.fma(factor, added);
            f = f.fma(factor, added);
            g = g.fma(factor, added);
            h = h.fma(factor, added);
            i = i.fma(factor, added);
            j = j.fma(factor, added);
            k = k.fma(factor, added);
            l = l.fma(factor, added);
        }
        a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(f)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l)
                .intoArray(last, 0);
    }
}
