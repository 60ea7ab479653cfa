package system

func open(path string) error { return launch("/usr/bin/open", path) }

func reveal(path string) error { return launch("/usr/bin/open", "-R", path) }

func print(path string) error {
	_, err := ask("", "/usr/bin/lp", path)
	return err
}
