// One self-contained ES module: it gets its data from `model`, and puts text on the page as textContent only.
export default {
  render({ model, el }) {
    const spokes = model.get("data").spokes;
    const most = Math.max(1, ...spokes.map((spoke) => spoke.count));
    for (const { title, count } of spokes) {
      const row = document.createElement("p");
      const meter = document.createElement("meter");
      meter.max = most;
      meter.value = count;
      meter.textContent = String(count);
      row.append(`${title}: ${count} `, meter);
      el.append(row);
    }
  },
};
