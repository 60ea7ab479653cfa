//go:build bench

package main_test

import "testing"

func benchPaper(t *testing.T, f *figures) {}
func benchDrag(t *testing.T, f *figures)  {}
