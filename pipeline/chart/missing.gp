# Missing answers: bars in pixels, which lie with the boxes of the page.
load 'style.gp'
load 'words.gp'
