// Draws the network of the page's own data; the list of parties beside it holds the same and works without this.
"use strict";

(() => {
  const SHEET = "__________cytoscape_stylesheet"; // cytoscape adds an inline <style> unless an element has this id
  const SHAPES = { state: "rectangle", person: "ellipse" };
  const NARROW = 560;
  let cy = null;

  function readColours() {
    const styles = getComputedStyle(document.documentElement);
    const colour = (name) => styles.getPropertyValue(name).trim();
    return Object.fromEntries(
      ["ink", "muted", "card", "line", "coop", "conflict", "accent", "strong-line"].map((name) => [name, colour(`--${name}`)]),
    );
  }

  function makeStyle(narrow) {
    const see = readColours();
    const sides = narrow ? {} : { 0: "left", 2: "right" };
    return [
      { selector: "node", style: {
        "background-color": see.muted, "border-width": 1.5, "border-color": see.card, label: "data(name)", color: see.ink,
        "font-family": getComputedStyle(document.body).fontFamily, "font-size": narrow ? 11.5 : 13,
        width: "data(size)", height: "data(size)", shape: "data(shape)",
        "text-wrap": "wrap", "text-max-width": narrow ? 96 : 190, "min-zoomed-font-size": 0,
        "text-background-color": see.card, "text-background-opacity": 0.85, "text-background-padding": 1,
        "text-valign": (node) => (sides[node.data("column")] ? "center" : "bottom"),
        "text-halign": (node) => sides[node.data("column")] || "center",
        "text-margin-x": (node) => ({ 0: -5, 2: 5 })[narrow ? 1 : node.data("column")] || 0,
        "text-margin-y": (node) => (sides[node.data("column")] ? 0 : 2),
      } },
      { selector: "node[kind = 'state']", style: { "background-color": see.ink, "font-weight": 600 } },
      { selector: "edge", style: {
        width: "data(width)", "line-color": see.coop, opacity: 0.55, "curve-style": "bezier", "control-point-step-size": 14,
      } },
      { selector: "edge[way = 'conflict']", style: { "line-color": see.conflict, "line-style": "dashed", "line-dash-pattern": [7, 4] } },
      { selector: ".far", style: { opacity: 0.1 } },
      { selector: "node.far", style: { opacity: 0.35 } },
      { selector: "edge.near", style: { opacity: 0.95 } },
      { selector: "node.chosen", style: { "border-color": see.accent, "border-width": 4 } },
      { selector: "core", style: { "active-bg-size": 0, "selection-box-opacity": 0 } },
    ];
  }

  function place(stage, nodes) {
    const width = stage.clientWidth;
    const narrow = width < NARROW;
    const counts = [0, 1, 2].map((column) => nodes.filter((node) => node.column === column).length);
    const height = Math.max(180, Math.max(...counts) * (narrow ? 58 : 40));
    stage.style.height = `${height}px`;
    const columns = narrow ? [0.16, 0.5, 0.84] : [0.28, 0.5, 0.72];
    const at = (node) => ({ x: columns[node.column] * width, y: ((node.row + 0.5) / counts[node.column]) * (height - 16) });
    return { narrow, at };
  }

  // Area, not width, tells how many; the most of all is no larger than the room between two rows allows.
  function scale(counts, least, step, largest) {
    const most = Math.max(1, ...counts);
    const top = Math.min(largest, least + step * Math.sqrt(most));
    return (count) => least + (top - least) * Math.sqrt(count / most);
  }

  function elementsOf(data) {
    const size = scale(data.nodes.map((node) => node.events), 9, 2.6, 28);
    const width = scale(data.edges.map((edge) => edge.count), 1, 1.3, 9);
    const nodes = data.nodes.map((node) => ({
      group: "nodes", data: { ...node, shape: SHAPES[node.kind] || "diamond", size: size(node.events) },
    }));
    const edges = data.edges.map((edge) => ({ group: "edges", data: { ...edge, width: width(edge.count) } }));
    return [...nodes, ...edges];
  }

  function choose(id) {
    cy.elements().removeClass("far near chosen");
    const node = id && cy.getElementById(id);
    if (!node || node.empty()) return;
    const near = node.closedNeighborhood();
    cy.elements().not(near).addClass("far");
    node.connectedEdges().addClass("near");
    node.addClass("chosen");
  }

  function openParty(id) {
    const entry = document.getElementById(id);
    if (!entry) return;
    entry.open = true;
    const list = entry.closest(".party-list");
    if (list.scrollHeight > list.clientHeight) list.scrollTop = entry.offsetTop - list.offsetTop - 8;
    else entry.scrollIntoView({ block: "nearest" });
  }

  function watch(list) {
    for (const entry of list.querySelectorAll("details[name=party]")) {
      entry.addEventListener("toggle", () => {
        const open = list.querySelector("details[name=party][open]");
        choose(open && open.id);
      });
    }
  }

  function draw() {
    const block = document.getElementById("network-data");
    const stage = document.getElementById("network");
    if (!block || !stage || stage.dataset.drawn || !window.cytoscape) return;
    stage.dataset.drawn = "yes";
    stage.closest("figure").hidden = false;
    if (!document.getElementById(SHEET)) document.head.appendChild(document.createElement("meta")).id = SHEET;
    const data = JSON.parse(block.textContent);
    const fit = () => {
      const { narrow, at } = place(stage, data.nodes);
      cy.resize();
      cy.style(makeStyle(narrow));
      cy.layout({ name: "preset", positions: (node) => at(node.data()), fit: false, animate: false }).run();
      cy.viewport({ zoom: 1, pan: { x: 0, y: 0 } });
    };
    place(stage, data.nodes);
    cy = window.cytoscape({
      container: stage, elements: elementsOf(data), style: [], layout: { name: "null" }, zoom: 1,
      userZoomingEnabled: false, userPanningEnabled: false, boxSelectionEnabled: false, autoungrabify: true, autounselectify: true,
    });
    fit();
    cy.on("tap", "node", (event) => openParty(event.target.id()));
    cy.on("tap", (event) => { if (event.target === cy) choose(null); });
    cy.on("mouseover", "node", () => { stage.style.cursor = "pointer"; });
    cy.on("mouseout", "node", () => { stage.style.cursor = ""; });
    watch(document.querySelector(".party-list"));
    let width = stage.clientWidth;
    new ResizeObserver(() => { if (stage.clientWidth !== width) { width = stage.clientWidth; fit(); } }).observe(stage);
    const recolour = () => cy.style(makeStyle(stage.clientWidth < NARROW));
    new MutationObserver(recolour).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
    if (document.fonts) document.fonts.ready.then(recolour);
  }

  draw();
  document.addEventListener("htmx:load", draw);
})();
