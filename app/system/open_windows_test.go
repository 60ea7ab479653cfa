package system

import "testing"

func TestSelectArgs(t *testing.T) {
	got, err := selectArgs(`C:\Мои документы\a, b & c.pdf`)
	if want := `/select,"C:\Мои документы\a, b & c.pdf"`; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	for _, bad := range []string{`C:\a" /e,"C:\`, "C:\\a\x00b"} {
		if args, err := selectArgs(bad); err == nil {
			t.Errorf("%q became %q", bad, args)
		}
	}
}
