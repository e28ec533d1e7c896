/* Stands in for the formula typesetter that the front end asks for as it starts: no page of ours sets formulas. */
window.MathJax ??= { Hub: { Config() {}, Configured() {}, Queue() {}, Register: { StartupHook() {} } } };
