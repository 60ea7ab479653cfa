package data

import (
	"reflect"

	"rapport/app/trade"
)

var pictureID = reflect.TypeFor[trade.PictureID]()

// namesPictures reports whether values of a type can name pictures, however deep.
func namesPictures(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if namesPictures(t.Field(i).Type) {
				return true
			}
		}
	case reflect.Slice, reflect.Array, reflect.Pointer:
		return namesPictures(t.Elem())
	case reflect.Map:
		return namesPictures(t.Key()) || namesPictures(t.Elem())
	}
	return t == pictureID
}

// picturesIn lists the pictures a record names.
func picturesIn(v reflect.Value) []trade.PictureID {
	var all []trade.PictureID
	switch v.Kind() {
	case reflect.Int64:
		if v.Type() == pictureID && v.Int() != 0 {
			all = append(all, trade.PictureID(v.Int()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			all = append(all, picturesIn(v.Field(i))...)
		}
	case reflect.Slice, reflect.Array:
		if namesPictures(v.Type().Elem()) {
			for i := range v.Len() {
				all = append(all, picturesIn(v.Index(i))...)
			}
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			all = picturesIn(v.Elem())
		}
	case reflect.Map:
		for it := v.MapRange(); namesPictures(v.Type()) && it.Next(); {
			all = append(all, append(picturesIn(it.Key()), picturesIn(it.Value())...)...)
		}
	}
	return all
}
