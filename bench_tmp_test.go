//go:build bench

package main_test

import "testing"

func benchDrag(t *testing.T, f *figures)  {}
