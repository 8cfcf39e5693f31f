export { field, numberOf, object, stringOf, stringsOf } from '../shared/values.ts';
