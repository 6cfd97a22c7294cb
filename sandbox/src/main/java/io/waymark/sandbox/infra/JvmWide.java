package io.waymark.sandbox.infra;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * One instance per JVM, not per class loader. Quarkus loads test classes anew for every application it starts, and a
 * static field with them; a server kept there would be started several times and, its loader being closed, could not
 * stop. So the field that counts is the one of the system class loader's copy of the class.
 */
final class JvmWide {

    private JvmWide() {}

    /** Calls a static method without parameters on the system class loader's copy of {@code owner}. */
    static Object call(Class<?> owner, String method) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader system = ClassLoader.getSystemClassLoader();
        try {
            thread.setContextClassLoader(system); // Kafka's and PostgreSQL's threads inherit it
            Method target = Class.forName(owner.getName(), true, system).getDeclaredMethod(method);
            target.setAccessible(true);
            return target.invoke(null);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot start the infrastructure", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(owner + " is not on the class path", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
