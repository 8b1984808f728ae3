export default () => globalThis.onestoryTestDatabases?.();
