package screens

import (
	"encoding/json"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"rapport/app/text"
	"rapport/screens/kit"
)

// toolkitWords are the words of the toolkit that the window shows (menus of fields, the file dialog), by the keys it
// looks them up with. It chooses its language by the system, so ours is given to it as the system's.
var toolkitWords = map[string]string{
	"Cut": "text.cut", "Copy": "text.copy", "Paste": "text.paste", "Select all": "text.select.all", "Undo": "text.undo", "Redo": "text.redo",
	"Quit": "shell.quit", "Cancel": "text.cancel", "Open": "text.open", "Save": "text.save", "OK": "text.ok", "Yes": "text.yes", "No": "text.no",
	"Home": "shell.files.home", "Desktop": "shell.files.desktop", "Documents": "shell.files.documents", "Downloads": "shell.files.downloads",
	"Computer": "shell.files.computer", "New Folder": "shell.files.new", "Error": "shell.files.error", "file.name": "shell.files.name",
	"file.parent": "shell.files.parent", "folder.name": "shell.files.folder", "Show Hidden Files": "shell.files.hidden",
	"Create Folder": "shell.files.new", "Favourites": "shell.files.favourites", "Favorites": "shell.files.favourites",
}

// translateToolkit gives the toolkit's own words, and those of our kit, in the language of the window.
func translateToolkit(t *text.Tongue) {
	words := make(map[string]string, len(toolkitWords))
	for theirs, ours := range toolkitWords {
		words[theirs] = t.T(ours)
	}
	kit.SayPasteCut(t.T("shell.paste.cut"))
	body, err := json.Marshal(words)
	if err == nil {
		err = lang.AddTranslationsForLocale(body, lang.SystemLocale())
	}
	if err != nil {
		slog.Error("translate toolkit", "error", err, "locale", fyne.Locale(lang.SystemLocale()))
	}
}
