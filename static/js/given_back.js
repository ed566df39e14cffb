// A lent device goes back: nothing that this browser has kept for its last person stays.
try {
  localStorage.clear();
  sessionStorage.clear();
  document.getElementById("emptied").hidden = false;
} catch { /* storage is switched off: then nothing was ever kept */ }
