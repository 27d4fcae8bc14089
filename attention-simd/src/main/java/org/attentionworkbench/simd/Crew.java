package org.attentionworkbench.simd;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that share out numbered pieces of work, the calling thread being one of them. Who does which piece is left
 * to chance; a piece may depend on its number alone. Threads begin with the first work that is shared and end when they have had none
 * for a while, or at once when the crew is closed.
 */
final class Crew implements AutoCloseable {
    /** How long a thread waits for work before it ends. */
    static final Duration IDLE = Duration.ofSeconds(1);

    /** Work often follows work at once, and to wake a thread takes longer than a small piece. */
    private static final long SPIN_NANOS = 30_000L;

    private final int threads;
    private final long idleNanos;
    private final ReentrantLock busy = new ReentrantLock();
    private final AtomicReference<@Nullable Work> current = new AtomicReference<>();
    private final Worker[] workers;
    private volatile boolean closed;

    /**
     * A crew.
     *
     * @param threads how many threads work, that of the caller included, at least 1
     * @param idle how long a thread waits for work before it ends
     */
    Crew(int threads, Duration idle) {
        this.threads = threads;
        idleNanos = idle.toNanos();
        workers = new Worker[threads - 1];
    }

    int threads() {
        return threads;
    }

    /**
     * Does every piece once and returns when all are done. While another caller has the crew, the caller works alone. When a piece
     * fails no other is begun, and what it threw is thrown when those under way have ended.
     *
     * @param count how many pieces
     * @param share whether the work is worth sharing
     * @param piece does the piece of a number from 0
     * @throws CancellationException if the calling thread was interrupted; it stays so
     */
    void run(int count, boolean share, IntConsumer piece) {
        Work work = new Work(count, share ? threads : 1, piece);
        if (share && count > 1 && threads > 1 && !closed && busy.tryLock()) {
            try {
                call(work);
                work.takePieces(0);
                work.awaitOthers();
            } finally {
                current.set(null);
                busy.unlock();
            }
        } else {
            work.takePieces(0);
        }
        work.rethrow();
    }

    private void call(Work work) {
        if (closed) {
            return;
        }
        current.set(work);
        int wanted = Math.min(workers.length, work.count - 1);
        for (int index = 0; index < wanted; index++) {
            Worker worker = workers[index];
            if (worker == null || worker.ended) {
                worker = new Worker(index + 1);
                try {
                    worker.start();
                } catch (OutOfMemoryError noThread) {
                    return; // those that are there do the work
                }
                workers[index] = worker;
            } else {
                LockSupport.unpark(worker);
            }
        }
    }

    /**
     * Ends all threads. Work that is under way is finished; later work is done by its callers alone. Called by a thread of the crew, in
     * a piece, it does not wait for them.
     */
    @Override
    public void close() {
        closed = true;
        if (Thread.currentThread() instanceof Worker worker && worker.crew() == this) {
            return;
        }
        busy.lock();
        try {
            for (Worker worker : workers) {
                if (worker != null) {
                    LockSupport.unpark(worker);
                    joinQuietly(worker);
                }
            }
        } finally {
            busy.unlock();
        }
    }

    private static void joinQuietly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException interruption) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread that waits for work. */
    private final class Worker extends Thread {
        private final int number;
        private volatile boolean ended;

        Worker(int number) {
            super("attention-" + number);
            this.number = number;
            setDaemon(true);
        }

        Crew crew() {
            return Crew.this;
        }

        @Override
        public void run() {
            Work done = null;
            long idleSince = System.nanoTime();
            while (!closed) {
                Work work = current.get();
                if (work != null && work != done) {
                    work.takePieces(number);
                    done = work;
                    idleSince = System.nanoTime();
                    continue;
                }
                long idle = System.nanoTime() - idleSince;
                if (idle < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else if (idle < idleNanos) {
                    LockSupport.parkNanos(Crew.this, idleNanos - idle);
                } else if (end()) {
                    return;
                }
            }
        }

        /** Ends this thread unless work is about to come. */
        private boolean end() {
            if (!busy.tryLock()) {
                return false;
            }
            try {
                ended = true;
                return true;
            } finally {
                busy.unlock();
            }
        }
    }

    /**
     * Pieces that are taken one by one. Each thread begins with a share of its own, the same one whenever there are as many pieces, so that
     * what it read last time is still near it; then it helps the others.
     */
    private static final class Work {
        private final int count;
        private final int shares;
        private final IntConsumer piece;
        private final Thread caller = Thread.currentThread();
        private final AtomicIntegerArray taken;
        private final AtomicInteger working = new AtomicInteger();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Work(int count, int shares, IntConsumer piece) {
            this.count = count;
            this.shares = shares;
            this.piece = piece;
            taken = new AtomicIntegerArray(shares);
        }

        /** By the thread of a number: 0 is the caller. */
        void takePieces(int thread) {
            working.incrementAndGet();
            try {
                for (int other = 0; other < shares; other++) {
                    takeShare((thread + other) % shares, thread == 0);
                }
            } catch (Throwable problem) { // other languages of the JVM throw what is declared nowhere
                failure.compareAndSet(null, problem);
            } finally {
                working.decrementAndGet();
                if (thread != 0) {
                    LockSupport.unpark(caller);
                }
            }
        }

        private void takeShare(int share, boolean isCaller) {
            int first = (int) ((long) count * share / shares);
            int last = (int) ((long) count * (share + 1) / shares);
            for (int number = first + taken.getAndIncrement(share);
                    number < last && failure.get() == null;
                    number = first + taken.getAndIncrement(share)) {
                if (isCaller && caller.isInterrupted()) {
                    throw new CancellationException("the thread was interrupted");
                }
                piece.accept(number);
            }
        }

        /** Whoever comes later than this finds no piece any more. */
        void awaitOthers() {
            boolean interrupted = false;
            for (int spins = 0; working.get() > 0; spins++) {
                if (spins < 10_000) {
                    Thread.onSpinWait();
                } else {
                    interrupted |= Thread.interrupted(); // or parking would not wait
                    LockSupport.parkNanos(this, 100_000);
                }
            }
            if (interrupted) {
                caller.interrupt();
            }
        }

        void rethrow() {
            Throwable problem = failure.get();
            if (problem != null) {
                throw Work.<RuntimeException>unchanged(problem);
            }
        }

        /** Throws it whatever it is; the compiler takes it for what a caller need not expect. */
        @SuppressWarnings("unchecked")
        private static <T extends Throwable> T unchanged(Throwable problem) throws T {
            throw (T) problem;
        }
    }
}
