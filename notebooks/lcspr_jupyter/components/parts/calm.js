// --- calm: nothing moves under a pressed button ----------------------------------------------------------------------

// Holds back what would move things while a button is pressed: else a click would land beside what it was meant for.
function calm(act) {
  let until = 0;
  let due = 0;
  const ears = {
    pointerdown: () => { until = performance.now() + 700; },
    pointerup: () => release(),
    pointercancel: () => release(),
  };
  for (const [type, ear] of Object.entries(ears)) document.addEventListener(type, ear, true);
  function release() {
    until = 0;
    if (due) due = setTimeout(run);
  }
  function run() {
    const wait = until - performance.now();
    clearTimeout(due);
    due = wait > 0 ? setTimeout(run, wait) : 0;
    if (!due) act();
  }
  run.stop = () => {
    clearTimeout(due);
    for (const [type, ear] of Object.entries(ears)) document.removeEventListener(type, ear, true);
  };
  return run;
}
